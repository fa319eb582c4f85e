"""Records what PyTorch computes for the cases of the op table:

    python3 spec/record/ops.py [FAMILY ...]

spec/record/ops/FAMILY.py lists the cases of tensor/ops/FAMILY.def (opcases.py says how they are
spelled); their values go to a file for each row in spec/data/ops/FAMILY. Without names all families are
recorded.
"""

import pathlib
import runpy
import sys

import opcases

here = pathlib.Path(__file__).parent
for script in sorted((here / "ops").glob("*.py")):
    if len(sys.argv) == 1 or script.stem in sys.argv[1:]:
        runpy.run_path(str(script))
        opcases.record(script.stem, here.parent / "data" / "ops" / script.stem)
