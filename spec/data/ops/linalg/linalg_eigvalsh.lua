-- Recorded by spec/record/ops.py (ops/linalg.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT), 'L')", inputs = {"f3x3"}, results = {
    {shape = {3}, dtype = "float64",
      {3.1361176491191793, 6.6883813473320544, 8.4586495783778641}},
  }, grads = {
    {-0.52051085995064506, -0.019682633913907885, -0.025744362668447755,
      -0.019682633913907885, -0.57222410134941837, -0.024668239829922868, -0.025744362668447755,
      -0.024668239829922868, -0.33144306680662527},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT):detach(), 'L')", inputs = {"f3x3"}, results = {
    {shape = {3}, dtype = "float64",
      {2.0960931462635757, 7.4137079207467282, 7.837601124151802}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT), 'L')", inputs = {"f2x3x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {2.7252714704401426, 5.3189041852035173, 8.9661190678670817,
      3.1466588120421193, 6.2248029387618669, 9.8478877288713083}},
  }, grads = {
    {0.1970061318180642, -0.11291379051621277, 0.051077271504994359,
      -0.11291379051621277, -0.65844295937400565, 0.016924063529084068, 0.051077271504994359,
      0.016924063529084068, -0.61777583800192015, 0.7221388170655294, -0.16895789297536956,
      0.048446523930748699, -0.16895789297536956, -0.73415324725205544, -0.11877688849137275,
      0.048446523930748699, -0.11877688849137275, -0.410711151936276},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT):detach(), 'L')", inputs = {"f2x3x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {4.492642639889703, 7.5118074313966536, 8.1537059422024125,
      3.5764520108432118, 6.2933091239673988, 8.7182929499672195}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT), 'L')", inputs = {"f1x2x3x3"}, results = {
    {shape = {1, 2, 3}, dtype = "float64",
      {4.0994462919887811, 7.2289149499507523, 8.954004557010661,
      2.8979574086868816, 4.7300615198524314, 7.3712221374396938}},
  }, grads = {
    {0.48126148509477917, 0.40156757647575569, -0.013324339724814572,
      0.40156757647575569, -0.31982979486832308, 0.031961076048779652, -0.013324339724814572,
      0.031961076048779652, -0.2458902320965736, -0.39631084115051879, -0.17490671821149989,
      -0.035623672472104899, -0.17490671821149989, -0.10129011972669213, -0.01822003391698325,
      -0.035623672472104899, -0.01822003391698325, 0.057340169098646289},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT):detach(), 'L')", inputs = {"f1x2x3x3"}, results = {
    {shape = {1, 2, 3}, dtype = "float64",
      {5.1033211470064366, 6.1182152171567799, 6.9555735448944001,
      4.2058350204584887, 5.2907292721395489, 10.027967071842884}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT), 'L')", inputs = {"f0x3x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT):detach(), 'L')", inputs = {"f0x3x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(a:detach(), 'L')", inputs = {"f3x3"}, results = {
    {shape = {3}, dtype = "float64",
      {-1.7851050544471765, -1.3081362076288057, 1.4269423958040086}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT), 'U')", inputs = {"f3x3"}, results = {
    {shape = {3}, dtype = "float64",
      {3.863684848323325, 5.8369181420153566, 8.1453267276788957}},
  }, grads = {
    {0.34601735024024438, 0.038805260742519623, -0.34428739400651948,
      0.038805260742519623, 0.52879067381790601, -0.062642964838089746, -0.34428739400651948,
      -0.062642964838089746, -0.44643087256889286},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT):detach(), 'U')", inputs = {"f3x3"}, results = {
    {shape = {3}, dtype = "float64",
      {3.6257398444418509, 6.1430477532665329, 7.1413959273770606}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT), 'U')", inputs = {"f2x3x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {3.7490949165812535, 7.4136387523999803, 8.0802974513190549,
      4.2634016254592444, 6.1251463797885872, 8.0854241245739455}},
  }, grads = {
    {0.63121441232123732, -0.15422867356559716, 0.11218447213427463,
      -0.15422867356559716, -0.23412518105499247, 0.64965499929750259, 0.11218447213427463,
      0.64965499929750259, 0.18385330413414558, -0.012107080415713066, -0.28025210082214191,
      -0.010401687594116901, -0.28025210082214191, 0.11462827295967626, -0.011070782960680882,
      -0.010401687594116901, -0.011070782960680882, -0.30589119147584781},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT):detach(), 'U')", inputs = {"f2x3x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {3.1333342320294713, 5.570251917476746, 7.2873062607721044,
      2.8617797705062773, 4.9276054007709842, 6.8532917543819165}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT), 'U')", inputs = {"f1x2x3x3"}, results = {
    {shape = {1, 2, 3}, dtype = "float64",
      {3.9864291446656548, 6.9291366363163993, 7.8266728359613058,
      2.3141603633468568, 5.7583855433731728, 7.4191515954161966}},
  }, grads = {
    {-0.39493474770166337, 0.12817187253268927, -0.050463831894551989,
      0.12817187253268927, 0.35687877504634236, 0.19887341166553607, -0.050463831894551989,
      0.19887341166553607, 0.1627473636465317, 0.66511170437626832, 0.06168619753115015,
      -0.14093862494242654, 0.06168619753115015, 0.27146711357921438, 0.25640414885408502,
      -0.14093862494242654, 0.25640414885408502, -0.17613246022843215},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT):detach(), 'U')", inputs = {"f1x2x3x3"}, results = {
    {shape = {1, 2, 3}, dtype = "float64",
      {4.9964133489056808, 5.9595852328817518, 8.8809839545284905,
      4.0046682659029615, 6.907327227854017, 9.1049923068411633}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT), 'U')", inputs = {"f0x3x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.dtype}):diag()).mT):detach(), 'U')", inputs = {"f0x3x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(a:detach(), 'U')", inputs = {"f3x3"}, results = {
    {shape = {3}, dtype = "float64",
      {-2.3635646702462734, 1.3420906421062753, 2.8086518292721996}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(a:reshape(2, 2):detach())", inputs = {"=1,nan,nan,2"}, results = {
    {shape = {2}, dtype = "float64",
      {nan, nan}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()).mH), 'L')", inputs = {"c3x3"}, results = {
    {shape = {3}, dtype = "float64",
      {3.0809369776428501, 5.3160422165630914, 7.3327300495684806}},
  }, grads = {
    {0.23527371355054388, 0, -0.016340123869023806, 0.087167231299919601,
      0.083609862513876226, -0.28749543006780892, -0.016340123869023806, -0.087167231299919601,
      0.4378805303541648, 0, 0.19038778530596343, 0.044040509733992643, 0.083609862513876226,
      0.28749543006780892, 0.19038778530596343, -0.044040509733992643, -0.46117638059294097, 0},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()).mH):detach(), 'L')", inputs = {"c3x3"}, results = {
    {shape = {3}, dtype = "float64",
      {2.9688035325264845, 5.7896167487204515, 8.7996712638580448}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()).mH), 'L')", inputs = {"c2x3x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {4.3135984115444677, 7.1347425910946214, 9.3068200920264417,
      1.9129332038554303, 6.2117055974131805, 8.9265904849252316}},
  }, grads = {
    {0.052222888861022956, 0, -0.048532695815082218, 0.028552057397654519,
      0.026567717823543672, 0.061210244118186347, -0.048532695815082218, -0.028552057397654519,
      0.11941451491903343, 0, 0.052672713510145602, -0.17738293921166937, 0.026567717823543672,
      -0.061210244118186347, 0.052672713510145602, 0.17738293921166937, 0.73171304482834199, 0,
      0.31084589890085701, 0, 0.21776061515466788, 0.10188146192914277, 0.14631035049266614,
      0.0044458070107414819, 0.21776061515466788, -0.10188146192914277, -0.23499973826905377, 0,
      0.069010172071484022, -0.0021553222446167308, 0.14631035049266614, -0.0044458070107414819,
      0.069010172071484022, 0.0021553222446167308, -0.34224583027902011, 0},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()).mH):detach(), 'L')", inputs = {"c2x3x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {3.9495135243295083, 6.4489766333446132, 7.4321241230265667,
      3.2104179233074892, 6.7828041534859604, 8.764703719715337}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(a:detach(), 'L')", inputs = {"c3x3"}, results = {
    {shape = {3}, dtype = "float64",
      {-3.3222438978226787, -1.366045260591515, 2.5292015004857262}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()).mH), 'U')", inputs = {"c3x3"}, results = {
    {shape = {3}, dtype = "float64",
      {4.6429212786781457, 7.5699431833432893, 9.4796259249414572}},
  }, grads = {
    {0.54771347314895913, 0, 0.015577903208318712, 0.0022292561117929245,
      0.035661890265242212, -0.06672278120335115, 0.015577903208318712, -0.0022292561117929245,
      0.39713728675487353, 0, 0.15669270971869331, 0.0097978420375760787, 0.035661890265242212,
      0.06672278120335115, 0.15669270971869331, -0.0097978420375760787, -0.078491812149926662, 0},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()).mH):detach(), 'U')", inputs = {"c3x3"}, results = {
    {shape = {3}, dtype = "float64",
      {3.8817499396567512, 5.3867520816251071, 7.8523708577464602}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()).mH), 'U')", inputs = {"c2x3x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {2.7020598781874567, 5.1918063739913487, 8.6940316207459993,
      3.4967108840964118, 5.4655972080394424, 7.3435438442044774}},
  }, grads = {
    {-0.068212931489599213, 0, -0.19059256931402527, -0.026668454793218138,
      0.018019996823345919, -0.046000622130839268, -0.19059256931402527, 0.026668454793218138,
      -0.25154906722309778, 0, 0.032482826807164161, -0.077445266014630879, 0.018019996823345919,
      0.046000622130839268, 0.032482826807164161, 0.077445266014630879, 0.074597508966603318, 0,
      -0.034386018907848766, 0, 0.3267143996205582, -0.46423828743777407, -0.33592426081856785,
      -0.10417734515930956, 0.3267143996205582, 0.46423828743777407, -0.10651596416600229, 0,
      0.0027731900874862453, -0.1073494392673307, -0.33592426081856785, 0.10417734515930956,
      0.0027731900874862453, 0.1073494392673307, 0.08621228962292285, 0},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(((a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()) + (a * 0.4 + tensor.arange(2, 2 + 3, {dtype = a.real.dtype}):diag()).mH):detach(), 'U')", inputs = {"c2x3x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {3.1402897675586972, 6.0761245541125213, 7.646936737288744,
      4.2203480061444258, 6.0600025058599876, 7.7321981253857217}},
  }},
  {op = "linalg_eigvalsh", lua = "tensor.linalg.eigvalsh(a:detach(), 'U')", inputs = {"c3x3"}, results = {
    {shape = {3}, dtype = "float64",
      {-2.0364501041384471, 0.82994130455212456, 2.5008973322248726}},
  }},
}
