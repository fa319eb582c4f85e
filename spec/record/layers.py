"""Records what PyTorch's modules compute:

    python3 spec/record/layers.py [FAMILY ...]

spec/record/layers/FAMILY.py lists the cases of a family (layercases.py says how they are spelled);
their values go to a file for each class in spec/data/layers/FAMILY. Without names all families are
recorded.
"""

import pathlib
import runpy
import sys

import layercases

here = pathlib.Path(__file__).parent
for script in sorted((here / "layers").glob("*.py")):
    if len(sys.argv) == 1 or script.stem in sys.argv[1:]:
        runpy.run_path(str(script))
        layercases.record(script.stem, here.parent / "data" / "layers" / script.stem)
