/* The constants of Philox4x32-10 (Salmon et al. 2011, section 4). */
#ifndef LM_PHILOX_H
#define LM_PHILOX_H

#define PHILOX_ROUNDS 10
#define PHILOX_M0 0xD2511F53u /* multipliers of words 0 and 2 */
#define PHILOX_M1 0xCD9E8D57u
#define PHILOX_W0 0x9E3779B9u /* what a round adds to the key: golden ratio, sqrt(3) - 1 */
#define PHILOX_W1 0xBB67AE85u

#endif
