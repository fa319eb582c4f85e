/* The conversation at a terminal: the command runs under a pseudo-terminal, as a person would see
** it.  LUMA names the command; without it there is nothing to talk to. */

#include "check.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE 20000 /* milliseconds: machines that run tests are busy */

static int terminal;
static pid_t child;
static char screen[1 << 16]; /* what was written since the last `type` */
static size_t written;

static void forget(void) {
  written = 0;
  screen[0] = '\0';
}

static void start(const char *history) {
  struct winsize window = {.ws_row = 24, .ws_col = 80};
  child = forkpty(&terminal, NULL, NULL, &window);
  forget();
  if (child != 0) return;
  setenv("TERM", "xterm", 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("LUMA_HISTORY", history, 1);
  unsetenv("LUA_INIT");
  execl(getenv("LUMA"), "luma", (char *)NULL);
  _exit(127);
}

static bool readable(int milliseconds) {
  struct pollfd p = {.fd = terminal, .events = POLLIN};
  return poll(&p, 1, milliseconds) > 0;
}

/* Waits until `text` is on the screen. */
static bool seen(const char *text) {
  while (strstr(screen, text) == NULL) {
    if (written + 1 >= sizeof screen || !readable(PATIENCE)) return false;
    ssize_t n = read(terminal, screen + written, sizeof screen - 1 - written);
    if (n <= 0) return false;
    for (ssize_t i = 0; i < n; i++) /* a pager's nulls would end the text */
      if (screen[written] != '\0') written++;
    screen[written] = '\0';
  }
  return true;
}

static void type(const char *keys) {
  forget();
  if (write(terminal, keys, strlen(keys)) < 0) return;
}

/* Types, and waits for an answer and the prompt after it. */
static void talk(const char *name, const char *keys, const char *answer) {
  type(keys);
  bool good = seen(answer);
  char *after = strstr(screen, answer);
  if (good) {
    memmove(screen, after, strlen(after) + 1);
    written = strlen(screen);
    good = seen("> ");
  }
  check(name, good, screen);
}

/* How the command ended; -1 for a signal or not at all. */
static int ended(void) {
  int status;
  for (int i = 0; i < PATIENCE / 10; i++) {
    usleep(10000);
    while (readable(0))
      if (read(terminal, screen, sizeof screen - 1) <= 0) break;
    if (waitpid(child, &status, WNOHANG) == child) {
      close(terminal);
      return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
  }
  kill(child, SIGKILL);
  waitpid(child, &status, 0);
  close(terminal);
  return -1;
}

static void conversation(const char *history) {
  start(history);
  check("it greets", seen("Lua 5.4") && seen("> "), screen);
  talk("an expression prints its value", "1 + 1, nil\r", "\n2\tnil");
  talk("=expression, too", "= 7\r", "\n7");
  talk("a statement runs", "x = {field = 1, method = function() end, n = 5}\r", "\n");
  talk("a tensor prints its values", "tensor{1, 2, 3} * 2\r", "6");
  talk("an error has a traceback and no end", "error('bad')\r", "stdin:1: bad");
  type("for i = 1, 2 do\r");
  check("a second prompt asks for more", seen(">> "), screen);
  talk("until the statement is complete", "print('line', i) end\r", "\nline\t2");
  talk("UTF-8 comes through", "print('\xc3\xa4' .. #'\xc3\xa4')\r",
       "\n\xc3\xa4"
       "2");
  talk("Tab completes a global", "tens\t.ones(2):sum():item()\r", "\n2.0");
  talk("Tab completes a field", "x.fie\t + 41\r", "\n42");
  talk("a colon completes what can be called", "print(x:m\t() == nil)\r", "\ntrue");
  type("t = tensor.ones(2, 3)\r");
  seen("> ");
  talk("Tab completes a method of a tensor", "t:is_cont\t()\r", "\ntrue");
  talk("a module of nn that is not loaded yet", "tostring(nn.Line\t):len() > 0\r", "\ntrue");
  type("string.re\t");
  check("Tab shows the choices", seen("rep") && seen("reverse"), screen);
  talk("Ctrl-C gives a line up", "\003", "^C");
  type("if x then\r");
  seen(">> ");
  talk("and a statement", "\003", "^C");
  type("while true do end\r");
  usleep(200000);
  talk("Ctrl-C stops a loop", "\003", "interrupted!");
  type("while true do t = t * 1 end\r");
  usleep(200000);
  talk("and a loop of tensor operations", "\003", "interrupted!");
  talk("values survive it", "t.shape[2]\r", "\n3");
  talk("the arrow recalls", "\033[A\r", "\n3");
  talk("the prompt may be changed", "_PROMPT = 'luma> '\r", "\nluma");
  type("\004");
  check("Ctrl-D ends it", ended() == 0, NULL);
}

static void history(const char *path) {
  start(path);
  seen("> ");
  type("\033[A");
  check("history outlives the session", seen("_PROMPT = "), screen);
  talk("Ctrl-C leaves what was recalled", "\003", "^C");
  talk("globals do not outlive it", "t\r", "\nnil");
  type("os.exit(5)\r");
  check("os.exit ends it", ended() == 5, NULL);
  start("/nowhere/at/all");
  seen("> ");
  talk("a history that cannot be written is no error", "2 * 3\r", "\n6");
  type("\004");
  ended();
}

int main(void) {
  char path[] = "/tmp/luma-history-XXXXXX";
  int fd = mkstemp(path);
  if (getenv("LUMA") == NULL || fd < 0) {
    printf("ok repl (skipped: LUMA does not name the command)\n");
    return 0;
  }
  close(fd);
  conversation(path);
  history(path);
  unlink(path);
  return check_failures > 0;
}
