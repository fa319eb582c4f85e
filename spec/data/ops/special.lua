-- Recorded by spec/record/ops.py (ops/special.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "digamma", lua = "tensor.special.digamma(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-9.53290508582187, 5.0630920033340452, -2.6152405448968734,
      -1.6603354038930422, -5.2510793042849562, -59.616260009006751}},
  }, grads = {
    {22.193081935393909, -6.4609435639413597, 2.2718580527274788,
      -0.79488143619642559, 39.398569936174077, -370.83852835170433},
  }},
  {op = "digamma", lua = "tensor.special.digamma(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.028737760059088558}},
  }, grads = {
    {-6.2173720254404321},
  }},
  {op = "digamma", lua = "tensor.special.digamma(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "digamma", lua = "tensor.special.digamma(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {-inf, inf, -0.57721566490153275, nan, inf, nan, nan, -1.9635100260214229,
      1.1031566406452433, -9.999999999999999e+299, 690.77552789821368}},
  }},
  {op = "digamma", lua = "tensor.special.digamma(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-0.57721590995788574, 0.42278420925140381, -0.57721590995788574, -inf}},
  }},
  {op = "digamma", lua = "tensor.special.digamma(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.3075619637966156, 15.744386672973633, 6.4669060707092285,
      16.890220642089844, 1.1179218292236328, 0.14443339407444}},
  }, grads = {
    {-0.28808489441871643, 22.358772277832031, 14.587336540222168,
      -10.633289337158203, 3.5254814624786377, 0.47823360562324524},
  }},
  {op = "digamma", lua = "tensor.special.digamma(a:half())", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float16",
      {0.1595458984375, -3.951171875, 0.01061248779296875, 0.39990234375}},
  }},
  {op = "special_entr", lua = "tensor.special.entr(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.34379274599974774, 0.29468643064878197, 0.27052327343338062,
      0.36762145311799893, -0.48306432100232127, 0.01158846134331832}},
  }, grads = {
    {-0.28980615346412586, 0.50917400958091619, 0.44888060641861016,
      0.012728267850989369, 0.26837767348011021, -0.44532092203455281},
  }},
  {op = "special_entr", lua = "tensor.special.entr(a)", inputs = {"g:"}, results = {
    {shape = {}, dtype = "float64",
      {-0.21796129653607518}},
  }, grads = {
    {0.15378003747832372},
  }},
  {op = "special_entr", lua = "tensor.special.entr(a)", inputs = {"g0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_entr", lua = "tensor.special.entr(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, 0, -0, -inf, -inf, -inf, nan, 0.34657359027997264, -inf,
      6.9077552789821367e-298, -6.9077552789821368e+302}},
  }},
  {op = "special_entr", lua = "tensor.special.entr(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-0, -5.5451774597167969, 0, 0}},
  }},
  {op = "special_entr", lua = "tensor.special.entr(a:float())", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {-1.0488470792770386, -0.41853180527687073, -0.0063143777661025524,
      0.27402794361114502, 0.17139893770217896, 0.29311180114746094}},
  }, grads = {
    {1.5245386362075806, -0.38036772608757019, 0.50791239738464355,
      0.19127780199050903, 0.11168529838323593, -0.41713336110115051},
  }},
  {op = "special_entr", lua = "tensor.special.entr(a:half())", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float16",
      {-0.94482421875, -0.3017578125, 0.281494140625, -0.50048828125}},
  }},
  {op = "special_erfcx", lua = "tensor.special.erfcx(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.41298266664058098, 8.713123225328026, 0.86518737520420719,
      7.1375325963696277, 0.27568331817493741, 1.9082668566307934}},
  }, grads = {
    {-0.083850470242015182, -3.649881827084811, 0.87271854720226594,
      -3.1226212586576549, 0.11569932473514095, -1.0920859647047085},
  }},
  {op = "special_erfcx", lua = "tensor.special.erfcx(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.28282328251828365}},
  }, grads = {
    {0.12192046835233289},
  }},
  {op = "special_erfcx", lua = "tensor.special.erfcx(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_erfcx", lua = "tensor.special.erfcx(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {1, 1, 0.427583576155807, 5.0089800807622833, 0, inf, nan,
      0.61569034419292579, 1035.8148429726227, 1, 5.6418958354775623e-301}},
  }},
  {op = "special_erfcx", lua = "tensor.special.erfcx(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.1369994580745697, 1, 1, 0.1369994580745697}},
  }},
  {op = "special_erfcx", lua = "tensor.special.erfcx(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {4.1502060890197754, 21.070098876953125, 2.2462093830108643,
      0.37269064784049988, 0.28960388898849487, 86.37139892578125}},
  }, grads = {
    {-7.2336654663085938, -6.0318565368652344, -3.2867655754089355,
      -0.095040298998355865, -0.079268850386142731, 252.14009094238281},
  }},
  {op = "i0", lua = "tensor.special.i0(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1.7281262167870814, 1.2509325267551523, 1.7898810041046962,
      1.0252814920905668, 1.8298340828979907, 1.5304237380547565}},
  }, grads = {
    {0.43196592328842937, -0.23474196594592683, -0.99787088557429238,
      0.055008695445436628, 0.51612253334734215, -0.19685212776630037},
  }},
  {op = "i0", lua = "tensor.special.i0(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {1.4509996985206111}},
  }, grads = {
    {-0.40628401860234215},
  }},
  {op = "i0", lua = "tensor.special.i0(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "i0", lua = "tensor.special.i0(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {1, 1, 1.2660658777520082, 1.2660658777520082, nan, nan, nan,
      1.0634833707413236, 3.2898391440501231, 1, inf}},
  }},
  {op = "i0", lua = "tensor.special.i0(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {11.301920890808105, 2.2795851230621338, 0.99999994039535522,
      4.8807926177978516}},
  }},
  {op = "i0", lua = "tensor.special.i0(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {1.0055382251739502, 1.4923187494277954, 1.5290803909301758,
      1.2333700656890869, 1.0060923099517822, 1.0399346351623535}},
  }, grads = {
    {-0.027826596051454544, 0.78781533241271973, -0.67554634809494019,
      -0.20310384035110474, 0.018924819305539131, 0.14573580026626587},
  }},
  {op = "i0", lua = "tensor.special.i0(a:half())", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float16",
      {1.162109375, 1.8759765625, 1.03515625, 1.52734375}},
  }},
  {op = "special_i0e", lua = "tensor.special.i0e(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.31383073718878013, 0.39943629216554455, 0.31908111977460096,
      0.34582534009049964, 0.31369892388971121, 0.66096939216773942}},
  }, grads = {
    {0.09016485285493768, -0.14404242850668197, 0.034639730357328195,
      0.01320091070187733, -0.053864094388351449, -0.33420737787399696},
  }},
  {op = "special_i0e", lua = "tensor.special.i0e(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.79600254908345414}},
  }, grads = {
    {0.18122000369721364},
  }},
  {op = "special_i0e", lua = "tensor.special.i0e(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_i0e", lua = "tensor.special.i0e(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {1, 1, 0.46575960759364043, 0.46575960759364043, 0, 0, nan,
      0.6450352704491501, 0.27004644161220276, 1, 3.989422804014327e-151}},
  }},
  {op = "special_i0e", lua = "tensor.special.i0e(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.46575963497161865, 0.99999994039535522, 0.30850830674171448,
      0.46575963497161865}},
  }},
  {op = "special_i0e", lua = "tensor.special.i0e(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.31807252764701843, 0.62689876556396484, 0.32826516032218933,
      0.57601797580718994, 0.58691728115081787, 0.37372255325317383}},
  }, grads = {
    {-0.081650160253047943, -0.11058476567268372, -0.10967399924993515,
      0.19556687772274017, -0.34507229924201965, -0.13228358328342438},
  }},
  {op = "special_i0e", lua = "tensor.special.i0e(a:half())", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float16",
      {0.47021484375, 0.6904296875, 0.4375, 0.427490234375}},
  }},
  {op = "special_i1", lua = "tensor.special.i1(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.54027850764527585, 0.1788761532833904, -0.66626366562391215,
      0.75123426764793855, -1.3631120375716925, -0.18795090592259026}},
  }, grads = {
    {0.11967072214590267, 0.22635286013974396, 0.4112368376320974,
      0.18528895974231419, -0.78076124715452477, -0.44802698926759732},
  }},
  {op = "special_i1", lua = "tensor.special.i1(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-1.4490442776865515}},
  }, grads = {
    {0.55101352876063381},
  }},
  {op = "special_i1", lua = "tensor.special.i1(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_i1", lua = "tensor.special.i1(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, 0, 0.56515910399248515, -0.56515910399248515, nan, nan, nan,
      0.25789430539089636, -2.5167162452886984, 5.000000000000001e-301, inf}},
  }},
  {op = "special_i1", lua = "tensor.special.i1(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {9.7594671249389648, 0.56515908241271973, 1.5906368494033813,
      3.9533705711364746}},
  }},
  {op = "special_i1", lua = "tensor.special.i1(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {1.175814151763916, -1.0111624002456665, 0.51174169778823853,
      -0.71899682283401489, 0.78507775068283081, 0.16156572103500366}},
  }, grads = {
    {-0.60661357641220093, -0.73143994808197021, 0.60790824890136719,
      -0.65277397632598877, -0.74128973484039307, 0.32418009638786316},
  }},
  {op = "special_i1", lua = "tensor.special.i1(a:half())", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float16",
      {1.3759765625, 0.05670166015625, 0.55810546875, 0.76904296875}},
  }},
  {op = "special_i1e", lua = "tensor.special.i1e(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.20292914158833278, -0.16332102123459996, 0.048654976206868775,
      -0.20121266866841792, 0.19722953303404153, -0.13739063745343086}},
  }, grads = {
    {0.05951334211863013, -0.010294703431545829, 0.20515439564542409,
      0.03137237227725681, -0.030053441108359304, -0.18162487953726433},
  }},
  {op = "special_i1e", lua = "tensor.special.i1e(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.21656263768344841}},
  }, grads = {
    {0.018742341519392299},
  }},
  {op = "special_i1e", lua = "tensor.special.i1e(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_i1e", lua = "tensor.special.i1e(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, 0, 0.2079104153497085, -0.2079104153497085, 0, -0, nan,
      0.15642080318487173, -0.20658464953126654, 5.000000000000001e-301, 3.989422804014327e-151}},
  }},
  {op = "special_i1e", lua = "tensor.special.i1e(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.21526928246021271, 0.19682672619819641, 0, 0.21526928246021271}},
  }},
  {op = "special_i1e", lua = "tensor.special.i1e(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {-0.21787251532077789, 0.21603269875049591, 0.20365601778030396,
      0.14255554974079132, 0.21758982539176941, -0.20686106383800507}},
  }, grads = {
    {0.010193480178713799, -0.019022118300199509, 0.05158117413520813,
      0.046817142516374588, -0.011304056271910667, -0.0035378257744014263},
  }},
  {op = "special_i1e", lua = "tensor.special.i1e(a:half())", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float16",
      {0.218505859375, 0.2034912109375, 0.11883544921875, 0.216064453125}},
  }},
  {op = "special_log_ndtr", lua = "tensor.special.log_ndtr(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.47657779660698041, -0.057032935419061986, -2.7748445001618802,
      -1.3157535132430642, -3.2826363859227481, -0.78691647861390768}},
  }, grads = {
    {0.10673503559848214, 0.022419757002452103, -0.025813770548606688,
      -0.64875436706160683, -1.1581879161519526, -0.60854473678786358},
  }},
  {op = "special_log_ndtr", lua = "tensor.special.log_ndtr(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-2.7661008776995875}},
  }, grads = {
    {-0.82151004508549619},
  }},
  {op = "special_log_ndtr", lua = "tensor.special.log_ndtr(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_log_ndtr", lua = "tensor.special.log_ndtr(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {-0.69314718055994529, -0.69314718055994529, -0.17275377902344985,
      -1.841021645009264, -0, -inf, nan, -0.36894641528865635, -5.0816482772786911,
      -0.69314718055994529, -0}},
  }},
  {op = "special_log_ndtr", lua = "tensor.special.log_ndtr(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-0.17275378108024597, -0.0013508105184882879, -0.69314718246459961,
      -0.69314718246459961}},
  }},
  {op = "special_log_ndtr", lua = "tensor.special.log_ndtr(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {-0.02855372242629528, -0.26653110980987549, -1.1874163150787354,
      -2.9969885349273682, -1.1307052373886108, -1.415324330329895}},
  }, grads = {
    {0.035685181617736816, 0.27424347400665283, 0.4603918194770813,
      0.71282362937927246, -0.3770504891872406, 0.34288120269775391},
  }},
  {op = "special_ndtr", lua = "tensor.special.ndtr(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.027811141931526728, 0.5749273880072383, 0.86235355724506557,
      0.045008755461559968, 0.17054899926590478, 0.70430581161199912}},
  }, grads = {
    {-0.0014004114009283271, -0.26492778690752361, 0.17525109941238332,
      0.0062239632329333348, 0.17758443803666357, -0.082996603679113254},
  }},
  {op = "special_ndtr", lua = "tensor.special.ndtr(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.66391163313869206}},
  }, grads = {
    {0.28753768433687321},
  }},
  {op = "special_ndtr", lua = "tensor.special.ndtr(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_ndtr", lua = "tensor.special.ndtr(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0.5, 0.5, 0.84134474606854304, 0.15865525393145702, 1, 0, nan,
      0.69146246127401312, 0.0062096653257761592, 0.5, 1}},
  }},
  {op = "special_ndtr", lua = "tensor.special.ndtr(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.9772498607635498, 0.5, 0.5, 0.84134471416473389}},
  }},
  {op = "special_ndtr", lua = "tensor.special.ndtr(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.079566538333892822, 0.82999253273010254, 0.52377545833587646,
      0.27761542797088623, 0.24612444639205933, 0.23275470733642578}},
  }, grads = {
    {-0.097525477409362793, 0.19802774488925934, 0.27876636385917664,
      0.035253029316663742, -0.093984171748161316, -0.13327006995677948},
  }},
  {op = "special_ndtr", lua = "tensor.special.ndtr(a:half())", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float16",
      {0.8759765625, 0.6298828125, 0.70947265625, 0.630859375}},
  }},
  {op = "special_bessel_j0", lua = "tensor.special.bessel_j0(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.70477562659887438, 0.40706061502707624, 0.7509810861821361,
      0.67206296370728424, 0.34841098560917638, 0.99995110777771889}},
  }, grads = {
    {-0.20081369310754044, 0.23220535445023816, -0.33880524656816341,
      0.14016515398199794, -0.37681423509774481, -0.0014497296933023963},
  }},
  {op = "special_bessel_j0", lua = "tensor.special.bessel_j0(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.61238050809218381}},
  }, grads = {
    {0.4228558442753147},
  }},
  {op = "special_bessel_j0", lua = "tensor.special.bessel_j0(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_bessel_j0", lua = "tensor.special.bessel_j0(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {1, 1, 0.76519768655796649, 0.76519768655796649, nan, 0.93846980724081297,
      0.98443592929585277, 0.36903253018515231, 1}},
  }},
  {op = "special_bessel_j0", lua = "tensor.special.bessel_j0(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.2238907665014267, 0.76519763469696045, -0.39714977145195007,
      0.76519763469696045}},
  }},
  {op = "special_bessel_j0", lua = "tensor.special.bessel_j0(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.94104856252670288, 0.7591627836227417, 0.98427277803421021,
      0.85439193248748779, 0.93949222564697266, 0.92048662900924683}},
  }, grads = {
    {-0.051025435328483582, -0.046029284596443176, -0.04268207773566246,
      -0.029457449913024902, 0.064108654856681824, 0.023193635046482086},
  }},
  {op = "special_bessel_j1", lua = "tensor.special.bessel_j1(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.54416989014067263, 0.46011530607407886, -0.57985338023442423,
      -0.58164750390506648, -0.57942691142805092, 0.44589726218926917}},
  }, grads = {
    {0.028367744103223073, 0.13969409248413606, 0.0072194476505458927,
      0.0053305457475575409, 0.035948976896029557, -0.27866900975288478},
  }},
  {op = "special_bessel_j1", lua = "tensor.special.bessel_j1(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-0.58177070182705559}},
  }, grads = {
    {-0.0010618343779102131},
  }},
  {op = "special_bessel_j1", lua = "tensor.special.bessel_j1(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_bessel_j1", lua = "tensor.special.bessel_j1(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {0, -0, 0.44005058574493355, -0.44005058574493355, nan, 0.24226845767487387,
      -0.12402597732272692, 0.58015619763899318, 5.000000000000001e-301}},
  }},
  {op = "special_bessel_j1", lua = "tensor.special.bessel_j1(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.33905890583992004, 0.4400506317615509, 0.57672470808029175,
      0.4400506317615509}},
  }},
  {op = "special_bessel_j1", lua = "tensor.special.bessel_j1(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.53079575300216675, 0.37371721863746643, -0.57911795377731323,
      -0.45380014181137085, 0.42196908593177795, -0.30744433403015137}},
  }, grads = {
    {0.17854145169258118, 0.13028901815414429, 0.010327904485166073,
      0.22248190641403198, -0.12542922794818878, -0.0039852969348430634},
  }},
  {op = "special_spherical_bessel_j0", lua = "tensor.special.spherical_bessel_j0(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.80575595539307865, 0.60794943244433075, 0.84419469852975726,
      0.5474515387365616, 0.57992023938518089, 0.81354109519618445}},
  }},
  {op = "special_spherical_bessel_j0", lua = "tensor.special.spherical_bessel_j0(a)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {0.99319984451586996}},
  }},
  {op = "special_spherical_bessel_j0", lua = "tensor.special.spherical_bessel_j0(a)", inputs = {"f0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }},
  {op = "special_spherical_bessel_j0", lua = "tensor.special.spherical_bessel_j0(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {1, 1, 0.8414709848078965, 0.8414709848078965, 0, 0, nan, 0.95885107720840601,
      0.23938885764158263, 1, -8.1788191211590848e-301}},
  }},
  {op = "special_spherical_bessel_j0", lua = "tensor.special.spherical_bessel_j0(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-0.18920062482357025, -0.18920062482357025, 1, 0.84147095680236816}},
  }},
  {op = "special_spherical_bessel_j0", lua = "tensor.special.spherical_bessel_j0(a:float())", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.89561647176742554, 0.75351125001907349, 0.8530198335647583,
      0.96991944313049316, 0.79878753423690796, 0.62310343980789185}},
  }},
  {op = "special_airy_ai", lua = "tensor.special.airy_ai(a)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.18935614551041924, 0.21196215404877164, 0.34498878265858463,
      0.21399300597476736, 0.5318392889098067, 0.30401450801231111}},
  }},
  {op = "special_airy_ai", lua = "tensor.special.airy_ai(a)", inputs = {"u:"}, results = {
    {shape = {}, dtype = "float64",
      {0.3020310929478478}},
  }},
  {op = "special_airy_ai", lua = "tensor.special.airy_ai(a)", inputs = {"u0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }},
  {op = "special_airy_ai", lua = "tensor.special.airy_ai(a)", inputs = {"=0,-0.0,1,-1,nan,0.5,2,8,-1.5,1e-300"}, results = {
    {shape = {10}, dtype = "float64",
      {0.35502805388781722, 0.35502805388781722, 0.13529241631288144,
      0.53556088329235207, nan, 0.23169360648083345, 0.03492413042327433, 4.6922076160992243e-08,
      0.46425657774886947, 0.35502805388781722}},
  }},
  {op = "special_airy_ai", lua = "tensor.special.airy_ai(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.034924115985631943, 0.13529238104820251, 0.00095156370662152767,
      0.35502806305885315}},
  }},
  {op = "special_airy_ai", lua = "tensor.special.airy_ai(a:float())", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.48112118244171143, 0.2922358512878418, 0.47193849086761475,
      0.19364875555038452, 0.48670503497123718, 0.33285298943519592}},
  }},
  {op = "special_airy_ai", lua = "tensor.special.airy_ai(a)", inputs = {"=1.5,1.4999,0.5,-0.5,-1.5,2.5"}, results = {
    {shape = {6}, dtype = "float64",
      {0.071749497008105331, 0.071759235747523312, 0.23169360648083345,
      0.47572809161053953, 0.46425657774886947, 0.015725923380470484}},
  }},
  {op = "special_bessel_y0", lua = "tensor.special.bessel_y0(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.12680110024980248, 0.50886395354882941, 0.0097478704142650741,
      0.079122174050927974, 0.26088798674490049, -0.20895005528541782}},
  }, grads = {
    {-0.22438396160359941, 0.083565158393208383, -0.35031878515011378,
      -0.092967205364900093, -0.41221305233184796, 0.37222595831201349},
  }},
  {op = "special_bessel_y0", lua = "tensor.special.bessel_y0(a)", inputs = {"g:"}, results = {
    {shape = {}, dtype = "float64",
      {0.12029218339269643}},
  }, grads = {
    {-0.51172090001089476},
  }},
  {op = "special_bessel_y0", lua = "tensor.special.bessel_y0(a)", inputs = {"g0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_bessel_y0", lua = "tensor.special.bessel_y0(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {-inf, -inf, 0.08825696421567697, nan, nan, -0.44451873350670662, nan,
      0.46549262864690982, -439.83516362276532}},
  }},
  {op = "special_bessel_y0", lua = "tensor.special.bessel_y0(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0.51037561893463135, -0.016940945759415627, 0.37685000896453857,
      0.37685000896453857}},
  }},
  {op = "special_bessel_y0", lua = "tensor.special.bessel_y0(a:float())", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.43178105354309082, 0.22912450134754181, -0.24637728929519653,
      -0.44455352425575256, 0.34584149718284607, -0.26180329918861389}},
  }, grads = {
    {-0.091655299067497253, 0.54763609170913696, -0.60798609256744385,
      -0.55887728929519653, -0.10216397792100906, 0.89390373229980469},
  }},
  {op = "special_bessel_y1", lua = "tensor.special.bessel_y1(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-2.149322025700354, -0.2995749663762643, -0.4007490350436716,
      -0.44382284744641276, -0.64209839592994156, -0.63186094730811815}},
  }, grads = {
    {1.6344605039680531, -0.25545791071492141, -0.63959126226389273,
      -0.15701953790660136, -0.65853605144422256, -0.56392643426466016},
  }},
  {op = "special_bessel_y1", lua = "tensor.special.bessel_y1(a)", inputs = {"g:"}, results = {
    {shape = {}, dtype = "float64",
      {-0.44324772565973397}},
  }, grads = {
    {0.1597454834501684},
  }},
  {op = "special_bessel_y1", lua = "tensor.special.bessel_y1(a)", inputs = {"g0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_bessel_y1", lua = "tensor.special.bessel_y1(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {-inf, -inf, -0.7812128213002888, nan, nan, -1.4714723926702433, nan,
      -0.25397298594624562, -6.3661977236758133e+299}},
  }},
  {op = "special_bessel_y1", lua = "tensor.special.bessel_y1(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-0.10703249275684357, 0.32467430830001831, -inf, 0.32467430830001831}},
  }},
  {op = "special_bessel_y1", lua = "tensor.special.bessel_y1(a:float())", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {-1.3589409589767456, -0.69715476036071777, -0.22478675842285156,
      -1.9179680347442627, -4.7406201362609863, -1.2626792192459106}},
  }, grads = {
    {1.7122688293457031, -0.69960445165634155, -0.23695805668830872,
      1.902783989906311, -28.207754135131836, 1.1752583980560303},
  }},
  {op = "special_modified_bessel_k0", lua = "tensor.special.modified_bessel_k0(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.37205152083856313, 0.30007083913763044, 0.19965547936014302,
      0.71997897437706093, 1.382211831173263, 2.4121368941240169}},
  }, grads = {
    {0.15619069653991888, 0.38746889649575206, 0.13035013848189608,
      -0.69501579893582521, -1.4822895253161734, 7.5826425406522064},
  }},
  {op = "special_modified_bessel_k0", lua = "tensor.special.modified_bessel_k0(a)", inputs = {"g:"}, results = {
    {shape = {}, dtype = "float64",
      {1.4488358792949501}},
  }, grads = {
    {3.2832817690536524},
  }},
  {op = "special_modified_bessel_k0", lua = "tensor.special.modified_bessel_k0(a)", inputs = {"g0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_modified_bessel_k0", lua = "tensor.special.modified_bessel_k0(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {inf, inf, 0.42102443824070818, nan, nan, 0.92441907122766598, nan,
      0.15537981238660359, 690.8914594138721}},
  }},
  {op = "special_modified_bessel_k0", lua = "tensor.special.modified_bessel_k0(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {inf, inf, inf, 0.11389388144016266}},
  }},
  {op = "special_modified_bessel_k0", lua = "tensor.special.modified_bessel_k0(a:float())", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.6582915186882019, 0.31011912226676941, 0.13907621800899506,
      1.3859386444091797, 0.40231654047966003, 0.26642200350761414}},
  }, grads = {
    {0.81766337156295776, -0.40724265575408936, -0.12243370711803436,
      -0.24311813712120056, 0.40166565775871277, 0.32613345980644226},
  }},
  {op = "special_modified_bessel_k1", lua = "tensor.special.modified_bessel_k1(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {2.4811942750797731, 0.67503104230849142, 5.8276524425212264,
      0.50111659317513646, 4.4320538358060722, 1.2922579045622309}},
  }, grads = {
    {-2.2765123746533114, 0.10957517246342013, -34.027312331761664,
      -0.38424369155547244, -7.1606524459149252, -0.40240678669986174},
  }},
  {op = "special_modified_bessel_k1", lua = "tensor.special.modified_bessel_k1(a)", inputs = {"g:"}, results = {
    {shape = {}, dtype = "float64",
      {1.0778914776031234}},
  }, grads = {
    {0.11837635417849743},
  }},
  {op = "special_modified_bessel_k1", lua = "tensor.special.modified_bessel_k1(a)", inputs = {"g0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "special_modified_bessel_k1", lua = "tensor.special.modified_bessel_k1(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {inf, inf, 0.60190723019723458, nan, nan, 1.6564411200033007, nan,
      0.19547745347439299, 9.999999999999999e+299}},
  }},
  {op = "special_modified_bessel_k1", lua = "tensor.special.modified_bessel_k1(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {inf, inf, 0.040156427770853043, 0.13986589014530182}},
  }},
  {op = "special_modified_bessel_k1", lua = "tensor.special.modified_bessel_k1(a:float())", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {0.23476821184158325, 0.49420067667961121, 0.61687654256820679,
      5.940129280090332, 0.19475044310092926, 0.3764096200466156}},
  }, grads = {
    {-0.10347551852464676, 0.63493651151657104, -0.87622660398483276,
      -33.640071868896484, -0.1762537956237793, -0.5640375018119812},
  }},
  {op = "special_scaled_modified_bessel_k0", lua = "tensor.special.scaled_modified_bessel_k0(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.83418613948396836, 0.88874352002711754, 1.4163237252001895,
      1.0163282010229608, 1.8534263942534515, 1.2984706990203081}},
  }},
  {op = "special_scaled_modified_bessel_k0", lua = "tensor.special.scaled_modified_bessel_k0(a)", inputs = {"g:"}, results = {
    {shape = {}, dtype = "float64",
      {0.91851717456416415}},
  }},
  {op = "special_scaled_modified_bessel_k0", lua = "tensor.special.scaled_modified_bessel_k0(a)", inputs = {"g0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }},
  {op = "special_scaled_modified_bessel_k0", lua = "tensor.special.scaled_modified_bessel_k0(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {inf, inf, 1.1444630798068944, nan, nan, 1.5241093857739099, nan,
      0.89414908415721739, 690.8914594138721}},
  }},
  {op = "special_scaled_modified_bessel_k0", lua = "tensor.special.scaled_modified_bessel_k0(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {1.1444631814956665, 0.69776159524917603, 0.84156829118728638,
      0.60929769277572632}},
  }},
  {op = "special_scaled_modified_bessel_k0", lua = "tensor.special.scaled_modified_bessel_k0(a:float())", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {1.025517463684082, 1.0384933948516846, 1.0451869964599609,
      0.90157747268676758, 1.0520308017730713, 1.0694650411605835}},
  }},
  {op = "special_scaled_modified_bessel_k1", lua = "tensor.special.scaled_modified_bessel_k1(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1.359378367891978, 1.2635248921741344, 1.4321113650185009, 1.113695934130247,
      5.4297919364614549, 1.4081477953269752}},
  }},
  {op = "special_scaled_modified_bessel_k1", lua = "tensor.special.scaled_modified_bessel_k1(a)", inputs = {"g:"}, results = {
    {shape = {}, dtype = "float64",
      {1.0145109693177208}},
  }},
  {op = "special_scaled_modified_bessel_k1", lua = "tensor.special.scaled_modified_bessel_k1(a)", inputs = {"g0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }},
  {op = "special_scaled_modified_bessel_k1", lua = "tensor.special.scaled_modified_bessel_k1(a)", inputs = {"=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"}, results = {
    {shape = {9}, dtype = "float64",
      {inf, inf, 1.6361534862632581, nan, nan, 2.7310097082117855, nan,
      1.1248950768625277, 9.999999999999999e+299}},
  }},
  {op = "special_scaled_modified_bessel_k1", lua = "tensor.special.scaled_modified_bessel_k1(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {1.6361536979675293, 1.0334769487380981, 0.6815759539604187,
      0.6815759539604187}},
  }},
  {op = "special_scaled_modified_bessel_k1", lua = "tensor.special.scaled_modified_bessel_k1(a:float())", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {5.7726473808288574, 1.4851998090744019, 3.3995726108551025,
      1.1989544630050659, 1.0551960468292236, 1.50322425365448}},
  }},
  {op = "erfinv", lua = "tensor.special.erfinv(a)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.7594233468770063, -0.11527549794509001, 0.46892180491844981,
      0.76702847410944308, 0.68470002382741035, -0.42356492590005157}},
  }, grads = {
    {-1.5601047122968343, -0.41176188560322824, 0.16272785839938061,
      0.38774467418806197, -1.2579937088201041, -0.59141304112530013},
  }},
  {op = "erfinv", lua = "tensor.special.erfinv(a)", inputs = {"u:"}, results = {
    {shape = {}, dtype = "float64",
      {1.1600833863587143}},
  }, grads = {
    {1.4498347236802345},
  }},
  {op = "erfinv", lua = "tensor.special.erfinv(a)", inputs = {"u0x3"}, results = {
    {shape = {0, 3}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "erfinv", lua = "tensor.special.erfinv(a)", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {0, -0, inf, -inf, nan, nan, nan, 0.47693627620446988, nan,
      8.8622692545275799e-301, nan}},
  }},
  {op = "erfinv", lua = "tensor.special.erfinv(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0, nan, nan, nan}},
  }},
  {op = "erfinv", lua = "tensor.special.erfinv(a:float())", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float32",
      {-0.20071135461330414, -0.70110082626342773, -0.63826388120651245,
      0.093939848244190216, -0.93006181716918945, 0.99404340982437134}},
  }, grads = {
    {-0.90621834993362427, 1.3105725049972534, -1.0717957019805908,
      -0.84695988893508911, 0.22789463400840759, 1.9504404067993164},
  }},
  {op = "erfinv", lua = "tensor.special.erfinv(a:half())", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float16",
      {0.475830078125, 0.39892578125, nan, 1.06640625}},
  }},
  {op = "special_ndtri", lua = "tensor.special.ndtri(a)", inputs = {"=0.1,0.5,0.9,1e-3,0.999"}, results = {
    {shape = {5}, dtype = "float64",
      {-1.2815515655446004, 0, 1.2815515655446004, -3.0902323061678132,
      3.0902323061678132}},
  }, grads = {
    {4.7794780011938052, 0.53971343239873548, 5.4770953564938569,
      -262.20859919130271, 240.10257666450826},
  }},
  {op = "special_ndtri", lua = "tensor.special.ndtri(a)", inputs = {"=0.0,1,-1,2,nan,1e-300,1e-20,0.25"}, results = {
    {shape = {8}, dtype = "float64",
      {-inf, inf, nan, nan, nan, -37.047096299361201, -9.2623400897984087,
      -0.67448975019608171}},
  }},
  {op = "special_ndtri", lua = "tensor.special.ndtri(a)", inputs = {"i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {nan, -inf, -inf, -inf}},
  }},
  {op = "special_ndtri", lua = "tensor.special.ndtri(a:float())", inputs = {"=0.1,0.5,0.9,1e-3,0.999"}, results = {
    {shape = {5}, dtype = "float32",
      {-1.2815515995025635, 0, 1.2815511226654053, -3.0902323722839355,
      3.0902361869812012}},
  }, grads = {
    {-0.17834287881851196, 2.2676379680633545, 0.53210341930389404,
      -185.19728088378906, 248.6256103515625},
  }},
  {op = "lgamma", lua = "tensor.special.gammaln(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.051280682500740131, 0.11038237026236501, -0.1090456920831905,
      -0.11885913377319296, 0.014281078157266584, -0.1208999672679124}},
  }, grads = {
    {0.16291167180012597, 0.71246537045479374, 0.11204987212502178,
      0.0093914301475894052, 0.24003251917557419, -0.0021996377125074796},
  }},
  {op = "digamma", lua = "tensor.special.psi(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.39485841299218999, 0.45652605136342012, -0.74895210731977535,
      -0.46000612118740264, -0.37816785775584483, 0.26524402205616299}},
  }, grads = {
    {0.3607604699177806, -0.40359360778128828, -1.6556401835269476,
      0.39841944604249852, -0.25444315587078142, -0.34059882253846535},
  }},
  {op = "sigmoid", lua = "tensor.special.expit(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.78599330759813579, 0.87214075521948953, 0.40631716316146299,
      0.18173065947493863, 0.28017456291442422, 0.14880282983527027}},
  }, grads = {
    {0.13270926467566935, 0.041566145461223551, -0.22355728267161226,
      0.092894443487271397, 0.079017066748409429, 0.031045469282547783},
  }},
  {op = "exp2", lua = "tensor.special.exp2(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.683804294215685, 1.014650744499493, 1.0897021026646974, 0.9492449811886986,
      0.93470213366124089, 1.7118989826331408}},
  }, grads = {
    {-0.27035688674039349, 0.066333670086766564, 0.30177740522055468,
      0.28855182531787976, -0.21749246793249574, -1.1160142132104529},
  }},
  {op = "expm1", lua = "tensor.special.expm1(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.81813491986991338, -0.76514522336508783, 3.4454204610546393,
      -0.45322234258501243, 4.2364183366746673, -0.39756391983080092}},
  }, grads = {
    {-0.019308235911003981, -0.11367905523108603, 1.3007815891965104,
      -0.046147805161657833, -3.5196318260160657, 0.40124448206841173},
  }},
  {op = "log1p", lua = "tensor.special.log1p(a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.5954769066744845, 1.0990139353557791, 0.13733091427779964,
      0.75044675340172695, 0.82620488422743243, 1.0822332703899102}},
  }, grads = {
    {-0.35022342970658998, -0.10692961863444365, -0.86119196143247945,
      0.12880531888262273, -0.18458789474965062, 0.28442892519994495},
  }},
  {op = "sinc", lua = "tensor.special.sinc(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.99999423073732496, 0.99999386674975821, 0.022060177810061608,
      -0.18916029477361807, -0.16545471156997693, -0.20176495977700462}},
  }, grads = {
    {-0.0056426398108596933, -8.4256875268766876e-05, -0.81351406977278884,
      0.10662689165927818, -0.1361634761812695, 0.17777417357900871},
  }},
  {op = "erf", lua = "tensor.special.erf(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.87639821564426157, 0.98628765663773299, -0.65640910345572123,
      -0.95678247070484679, -0.98268371013744338, -0.012932885398777393}},
  }, grads = {
    {-0.25950780738314339, -0.0051672136944252659, -0.15081718235335978,
      -0.056025981033285016, 0.020220150088465619, 0.018151930754118705},
  }},
  {op = "erfc", lua = "tensor.special.erfc(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.7948852068441522, 1.2149801025803644, 0.80345999147529934,
      1.9807323288079237, 0.0069119494022790214, 0.32933908151500463}},
  }, grads = {
    {1.0636450706330196, 0.16659654673386645, -0.56802487800916357,
      0.011922353475699107, -0.0016828995960023931, -0.16548515822931811},
  }},
  {op = "i0", lua = "tensor.special.modified_bessel_i0(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1.0015714133721862, 2.076972661149624, 1.0272852240162806,
      1.6145087266244074, 2.0349553360655293, 1.0566633676348229}},
  }, grads = {
    {-0.014178965765639881, 0.88820889264711067, 0.1475374107081763,
      -0.94199882920378952, 0.6212779576951124, 0.067935869730225237},
  }},
  {op = "special_i1", lua = "tensor.special.modified_bessel_i1(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.86507173033497686, 0.99677913447646693, 1.0374663054526685,
      -0.2791499791600216, 1.1608037772531219, 0.27518536830947016}},
  }, grads = {
    {0.2020961921485005, 0.22872354309056869, 0.31993498310131346,
      0.48602333782409252, 0.33692756224842629, 0.35463993733780591},
  }},
  {op = "round", lua = "tensor.special.round(a)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0, 0, 0, 2, -1, -0}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
  }},
  {op = "softmax", lua = "tensor.special.softmax(a, 2)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.27938389013966014, 0.33907305118428871, 0.38154305867605126,
      0.024255542582287765, 0.84141924563704784, 0.1343252117806642}},
  }, grads = {
    {0.1886370500566851, -0.10557655578725657, -0.083060494269428603,
      -0.021733453533499935, 0.086222036933399637, -0.064488583399899588},
  }},
  {op = "log_softmax", lua = "tensor.special.log_softmax(a, -1)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-2.6098804286861812, -2.5629057697201167, -0.16325305022243608,
      -1.3785991253613732, -0.41181655547611917, -2.4578015389203332}},
  }, grads = {
    {0.59338456254176375, -0.20606144405956958, -0.38732311848219425,
      0.4798795044415145, -0.98530968821208864, 0.50543018377057425},
  }},
  {op = "logsumexp", lua = "tensor.special.logsumexp(a, 1)", inputs = {"f2x3"}, results = {
    {shape = {3}, dtype = "float64",
      {0.57256281252813901, 0.4475958620540747, 0.26970138998350168}},
  }, grads = {
    {-0.11786556364003296, 0.025457220769765993, -0.81399324978984544,
      -0.21169054388102412, 0.18694846084034145, -0.098632301433909345},
  }},
  {op = "lgamma", lua = "a:lgamma()", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.0063097540095293451, 0.0020165048702431606, 0.43775861511267905,
      0.42776289290691771, -0.11454844598891233, 0.32184187833728983}},
  }, grads = {
    {-0.23375024318693793, -0.27875239833879545, -0.55105845099741946,
      -0.36061992598944209, 0.015083042167816323, -0.70780828053503886},
  }},
  {op = "lgamma", lua = "a:lgamma()", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1.3033023150226208, -0.081212705311604419, 0.84832206357356355,
      2.922247891420275, 1.2270941594339624, 2.1556614343858675}},
  }, grads = {
    {-0.51454620809482965, 0.27017006456480025, -0.039929187349806751,
      -11.612814640040583, -1.0221214852124529, 0.37077176327932354},
  }},
  {op = "lgamma", lua = "a:lgamma()", inputs = {"i6:-2:5"}, results = {
    {shape = {6}, dtype = "float32",
      {inf, 0, 3.1780538558959961, 0.69314718246459961, inf, 3.1780538558959961}},
  }},
  {op = "lgamma", lua = "a:lgamma()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {inf, inf, 0, inf, inf, inf, nan, 0.57236494292470008, -0.056243716497674047,
      690.77552789821368, 6.8977552789821374e+302}},
  }},
  {op = "digamma", lua = "a:digamma()", inputs = {"f4"}, results = {
    {shape = {4}, dtype = "float64",
      {-0.074435228156652614, -0.20772195359163065, -0.003129735083778837,
      -0.79191379064631706}},
  }, grads = {
    {0.75525411454525881, 2.7328562690739693, 0.5325191713773717,
      -0.85617284328455656},
  }},
  {op = "i0", lua = "a:i0()", inputs = {"f4"}, results = {
    {shape = {4}, dtype = "float64",
      {1.0291356174948416, 1.0009001149356787, 1.0313525417958664,
      1.1281065643059203}},
  }, grads = {
    {-0.1429150239470868, 0.020284751547014878, 0.086261575439329871,
      -0.23205604333497087},
  }},
  {op = "erfinv", lua = "a:erfinv()", inputs = {"u4"}, results = {
    {shape = {4}, dtype = "float64",
      {0.86615705056294479, -0.19073874518412079, 0.498251330719228,
      0.029909808102518726}},
  }, grads = {
    {1.4127087146262591, 0.62490537449051864, -0.18249577869271205,
      -0.46761858101368942},
  }},
  {op = "polygamma_n", lua = "tensor.polygamma(0, a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.4666290825996311, -1.3872136981200096, -0.22176696306315283,
      -1.2715458907169495, -0.47282848887667644, -0.10617653750745565}},
  }, grads = {
    {-0.39284247139050932, 2.6432042393192963, -0.079500849685190902,
      2.6528189529573205, 1.1813724983409353, 1.0408175782081521},
  }},
  {op = "polygamma", lua = "a:polygamma(0)", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float64",
      {-0.27552828114454764, -1.6959163809942677, -2.9692234258031918,
      -0.97887515958033422}},
  }, grads = {
    {-0.7532340816359413, -0.17716236130846766, -1.9498737395073571,
      0.3884384991784624},
  }},
  {op = "polygamma", lua = "a:polygamma(0)", inputs = {"=0.0,-0.0,1,2,3.5,nan,0.5,-2.5,7,30"}, results = {
    {shape = {10}, dtype = "float64",
      {-inf, inf, -0.57721566490153275, 0.42278433509846702, 1.1031566406452431,
      nan, -1.9635100260214229, 1.1031566406452433, 1.872784335098467, 3.3844381326855251}},
  }},
  {op = "polygamma_n", lua = "tensor.polygamma(1, a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.93662830159410027, 1.5824979087377511, 16.594576302813834,
      1.4961999668343975, 4.7686920343946992, 1.8551737350741044}},
  }, grads = {
    {0.52514116326869698, 1.0195454348350117, -12.857041525209832,
      1.5133145795139196, 2.2390992551666358, 1.5510878869291103},
  }},
  {op = "polygamma", lua = "a:polygamma(1)", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float64",
      {1.5616709602720993, 21.255048727363985, 1.1500893100912066,
      0.87525802434032041}},
  }, grads = {
    {-1.2401209995941125, 120.63639523375537, 0.87240761428266711,
      0.60925671163069595},
  }},
  {op = "polygamma", lua = "a:polygamma(1)", inputs = {"=0.0,-0.0,1,2,3.5,nan,0.5,-2.5,7,30"}, results = {
    {shape = {10}, dtype = "float64",
      {inf, inf, 1.6449340676383375, 0.6449340670881899, 0.33035775615183904, nan,
      4.9348022020736781, 9.5392466449375206, 0.15354517796243941, 0.033895060357740273}},
  }},
  {op = "polygamma_n", lua = "tensor.polygamma(2, a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-2.9607653658114765, -0.97279372761151706, -1.314410113980905,
      -0.89924851795065019, -0.4279081467402433, -18.244378598778017}},
  }, grads = {
    {-5.466485967336256, 0.48233466371440198, 0.75992663247809966,
      -0.63315198166359743, 0.49930362514737281, -0.8128272555545325},
  }},
  {op = "polygamma", lua = "a:polygamma(2)", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float64",
      {-3.6048695539837849, -0.46594869766142755, -180.02261654367743,
      -44.275809382608735}},
  }, grads = {
    {-3.0200476495951794, 0.43048530799707496, 1902.0807624853892,
      59.779423203497451},
  }},
  {op = "polygamma", lua = "a:polygamma(2)", inputs = {"=0.0,-0.0,1,2,3.5,nan,0.5,-2.5,7,30"}, results = {
    {shape = {10}, dtype = "float64",
      {-inf, -inf, -2.404113806319188, -0.40411380631918858, -0.1082040516417274,
      nan, -16.828796644234316, -0.10820405164172819, -0.023530472985855234,
      -0.0011487652037285997}},
  }},
  {op = "polygamma_n", lua = "tensor.polygamma(3, a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {381.99057614210824, 0.73535061345653741, 1424.931120491487,
      0.66945559215710726, 1.8325902272391512, 0.45150293493466598}},
  }, grads = {
    {2671.9546871249249, -1.4883772306588543, -10027.599743551658,
      0.063348950165104154, 0.00025267069006761289, -0.39566501652075214},
  }},
  {op = "polygamma", lua = "a:polygamma(3)", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float64",
      {27.761888158140156, 1.2451077390121077, 3.6831765938315693,
      3.9197241971818668}},
  }, grads = {
    {-143.50593023530857, -0.24461868780611126, -3.5495685787046813,
      10.893347731291342},
  }},
  {op = "polygamma", lua = "a:polygamma(3)", inputs = {"=0.0,-0.0,1,2,3.5,nan,0.5,-2.5,7,30"}, results = {
    {shape = {10}, dtype = "float64",
      {inf, inf, 6.4939394022668289, 0.49393940226682931, 0.070305848817252048, nan,
      97.409091034002415, 194.74787621918756, 0.0071981985631254441, 7.7860036647361269e-05}},
  }},
  {op = "polygamma_n", lua = "tensor.polygamma(4, a)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-1.5242884756118711, -153043.26604061911, -8.2182115962396818,
      -42970.872726834576, -58.316744325654398, -2.4375614608657252}},
  }, grads = {
    {-2.504142521540849, -1211403.6422566306, 19.731094516758482,
      291281.96893826569, -318.13713908671303, -7.1188856124570696},
  }},
  {op = "polygamma", lua = "a:polygamma(4)", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float64",
      {-677.72466961546388, -9.6166402016956898, -0.7094491735493641,
      -1.0631684859351187}},
  }, grads = {
    {506.46405304025001, -20.849298221636722, -0.32053933131082873,
      0.42258913047680474},
  }},
  {op = "polygamma", lua = "a:polygamma(4)", inputs = {"=0.0,-0.0,1,2,3.5,nan,0.5,-2.5,7,30"}, results = {
    {shape = {10}, dtype = "float64",
      {-inf, -inf, -24.886266123440894, -0.88626612344087874, -0.067995999506731367,
      nan, -771.47424982666803, -0.067995999506756055, -0.003296771589026381,
      -7.9149413401810235e-06}},
  }},
  {op = "polygamma_n", lua = "tensor.special.polygamma(2, a)", inputs = {"i4:1:5"}, results = {
    {shape = {4}, dtype = "float32",
      {-2.40411376953125, -0.40411379933357239, -0.080039732158184052,
      -0.40411379933357239}},
  }},
  {op = "polygamma_n", lua = "tensor.polygamma(1, a:float())", inputs = {"g3"}, results = {
    {shape = {3}, dtype = "float32",
      {52.675468444824219, 0.885733962059021, 12.153034210205078}},
  }, grads = {
    {-580.52520751953125, 0.084250986576080322, -35.974761962890625},
  }},
  {op = "mvlgamma", lua = "(a + 2):mvlgamma(1)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1.1229356624608073, 1.2825269294056898, 0.59133565062272242,
      0.81802203501506821, 0.4355658222964402, 0.088093198373209322}},
  }, grads = {
    {-0.10915430585432842, 0.24068028517635703, -0.13111548926168345,
      0.346036648664659, -0.55872051479118767, 0.031384233726792325},
  }},
  {op = "mvlgamma", lua = "(a + 2):mvlgamma(2)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {3.1951572581220513, 0.85584204543491593, 1.7382701273295229,
      1.7799105993748561, 1.191023327673792, 3.3538898485066211}},
  }, grads = {
    {-1.1576606806858036, 0.11245608625504004, 1.4195543266692257,
      -1.1473186542898925, -0.78588345793688319, 2.2125251728812749},
  }},
  {op = "mvlgamma", lua = "(a + 2):mvlgamma(4)", inputs = {"g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {3.7396098356313847, 3.5544733365245071, 5.8155476658110521,
      4.6202055137851517, 4.0735182515153898, 5.1933215242102211}},
  }, grads = {
    {0.75944918892520918, 0.0024020084166919524, 2.5181953144128024,
      -1.6643856334042921, -0.49776616893897385, 2.2063231062968258},
  }},
  {op = "mvlgamma", lua = "a:mvlgamma(3)", inputs = {"=2.5,3,1.25,10,nan"}, results = {
    {shape = {5}, dtype = "float64",
      {1.8809954616117743, 2.6949248798069649, 3.1101264684816599,
      36.81285863239809, nan}},
  }},
  {op = "mvlgamma", lua = "a:mvlgamma(2)", inputs = {"i4:1:5"}, results = {
    {shape = {4}, dtype = "float32",
      {3.5650978088378906, 3.5650978088378906, 0.45158270001411438,
      3.5650978088378906}},
  }},
  {op = "mvlgamma", lua = "tensor.special.multigammaln(a + 1, 2)", inputs = {"g:"}, results = {
    {shape = {}, dtype = "float64",
      {0.53930896815513152}},
  }, grads = {
    {0.12768415002201475},
  }},
  {op = "igamma", lua = "a:detach():igamma(b)", inputs = {"g2x3", "g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.12162015729904702, 0.87313095195143553, 0.84670204192894449,
      0.24662510467037901, 0.10203727168967193, 0.93480079879525824}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
    {-0.23742857639644308, 0.029166545120454634, -0.00031472237265507962,
      0.61802994584146875, -0.27420446717022612, -0.002322624757488121},
  }},
  {op = "igamma", lua = "a:detach():igamma(b)", inputs = {"g4x1", "g2x1x3"}, results = {
    {shape = {2, 4, 3}, dtype = "float64",
      {0.45217146746984449, 0.25660115119777488, 0.15107337033931353,
      0.67937278035067383, 0.48948520115476035, 0.35496563477134185, 0.80010844547471305,
      0.64726150470536281, 0.52171814462399069, 0.70506479423119395, 0.52077155713600598,
      0.38617928102561239, 0.31372227584717971, 0.099180849467519872, 0.30203208689593619,
      0.55115213750125458, 0.27325136467794964, 0.53902467963827305, 0.69971680452604001,
      0.43617859506205209, 0.68962715998354107, 0.5813141442052544, 0.30246598450183276,
      0.56946165639649993}},
  }, grads = {
    {0, 0, 0, 0},
    {-0.19447398205513627, 0.098402552264480331, 0.10671508183721651,
      0.80501937655844391, -0.024131651799968123, -0.8197206244337325},
  }},
  {op = "igamma", lua = "a:detach():igamma(b)", inputs = {"g:", "g3"}, results = {
    {shape = {3}, dtype = "float64",
      {0.059225011589930245, 0.26796512714145598, 0.071257318907258796}},
  }, grads = {
    {0},
    {0.077934067009947317, -0.36956686699011626, -0.24925844537968203},
  }},
  {op = "igamma", lua = "a:detach():igamma(b)", inputs = {"=0.5,2,5,12,18,250", "=0.4,4,1,12,30,100"}, results = {
    {shape = {6}, dtype = "float64",
      {0.62890663047730244, 0.90842180555632912, 0.0036598468273437131,
      0.53840266693638172, 0.99272978379481036, 1.9094894161621531e-36}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
    {-0.03687331832536439, 0.044356781827724158, 0.0080381693798297696,
      -0.0090550655532077064, -0.00021969702101637897, -2.8450453068768368e-36},
  }},
  {op = "igamma", lua = "a:igamma(b)", inputs = {"=0,0,1,0,2,inf,inf,1,-1,nan,3,1,20,0.5", "=0,1,0,-0.0,inf,2,inf,nan,1,1,2,1e-300,15,1e300"}, results = {
    {shape = {14}, dtype = "float64",
      {nan, 1, 0, nan, 1, 0, nan, nan, nan, nan, 0.32332358381693654,
      1.0000000000000237e-300, 0.12478121503252496, 1}},
  }},
  {op = "igamma", lua = "tensor.special.gammainc(a:detach(), b)", inputs = {"g3", "g3"}, results = {
    {shape = {3}, dtype = "float64",
      {0.64021078634989959, 0.85894518106817763, 0.50570642429985868}},
  }, grads = {
    {0, 0, 0},
    {-0.24336776879298605, 0.13417558704771407, 0.2546354581982137},
  }},
  {op = "igamma", lua = "a:float():detach():igamma(b:float())", inputs = {"g5", "g5"}, results = {
    {shape = {5}, dtype = "float32",
      {0.25678768754005432, 0.5705869197845459, 0.99072366952896118,
      0.14425529539585114, 0.99010473489761353}},
  }, grads = {
    {0, 0, 0, 0, 0},
    {-0.33076921105384827, -0.2063010185956955, -0.0079994285479187965,
      0.20161615312099457, 0.0074648321606218815},
  }},
  {op = "igammac", lua = "a:detach():igammac(b)", inputs = {"g2x3", "g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.69054079767232257, 0.50651186233731726, 0.34909245629832325,
      0.11641466400800116, 0.51074501214622314, 0.1892372887290146}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
    {-0.11241472809693333, 0.10082048119223724, -0.25995533272959842,
      -0.044068811149848168, 0.35781353515103126, -0.097820236994055523},
  }},
  {op = "igammac", lua = "a:detach():igammac(b)", inputs = {"g4x1", "g2x1x3"}, results = {
    {shape = {2, 4, 3}, dtype = "float64",
      {0.25523035306302727, 0.15106949920727056, 0.52183275521984462,
      0.39943586231640527, 0.25573260790091296, 0.6995495700068961, 0.22030616092130734,
      0.12781444190419397, 0.46929018105310261, 0.28922111947307561, 0.17446889596501972,
      0.56907623593885326, 0.61664869306900905, 0.31301628404187271, 0.11300668148331569,
      0.78553871567816613, 0.47213931038424628, 0.19835029345726984, 0.56254127352809635,
      0.2727757460791444, 0.094743071607742035, 0.66372910498614868, 0.35152446020798223,
      0.13164900825516032}},
  }, grads = {
    {0, 0, 0, 0},
    {0.775734465493919, -0.19437762959746599, -0.51408750810523074,
      0.89287262860634264, -0.17465865838042849, -0.11658391161279448},
  }},
  {op = "igammac", lua = "a:detach():igammac(b)", inputs = {"g:", "g3"}, results = {
    {shape = {3}, dtype = "float64",
      {0.40647234634095331, 0.19789867542321754, 0.39934048531881949}},
  }, grads = {
    {0},
    {-0.34714577755935672, 0.1280580272306176, -0.060711556694642663},
  }},
  {op = "igammac", lua = "a:detach():igammac(b)", inputs = {"=0.5,2,5,12,18,250", "=0.4,4,1,12,30,100"}, results = {
    {shape = {6}, dtype = "float64",
      {0.37109336952269756, 0.091578194443670893, 0.99634015317265634,
      0.46159733306361789, 0.0072702162051897111, 1}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
    {0.56515063274017552, -0.053709630784508244, 0.012977859952224939,
      -0.066959333528662554, 0.0033299000107435855, -1.2267116109929201e-36},
  }},
  {op = "igammac", lua = "a:igammac(b)", inputs = {"=0,0,1,0,2,inf,inf,1,-1,nan,3,1,20,0.5", "=0,1,0,-0.0,inf,2,inf,nan,1,1,2,1e-300,15,1e300"}, results = {
    {shape = {14}, dtype = "float64",
      {nan, 0, 1, nan, 0, 1, nan, nan, nan, nan, 0.67667641618306362, 1,
      0.87521878496747507, 0}},
  }},
  {op = "igammac", lua = "tensor.special.gammaincc(a:detach(), b)", inputs = {"g3", "g3"}, results = {
    {shape = {3}, dtype = "float64",
      {0.82022684604474327, 0.11659330519087469, 0.23364526363707286}},
  }, grads = {
    {0, 0, 0},
    {-0.065131435941154808, 0.013433150348200064, -0.82875490426588982},
  }},
  {op = "igammac", lua = "a:float():detach():igammac(b:float())", inputs = {"g5", "g5"}, results = {
    {shape = {5}, dtype = "float32",
      {0.80683660507202148, 0.91101127862930298, 0.45899945497512817,
      0.20481427013874054, 0.29976662993431091}},
  }, grads = {
    {0, 0, 0, 0, 0},
    {0.38548353314399719, -0.19209063053131104, 0.37284529209136963,
      -0.087940536439418793, -0.064697079360485077},
  }},
  {op = "special_zeta", lua = "tensor.special.zeta(a:detach() + 1, b)", inputs = {"g2x3", "g3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {2.018139746926078, 15.577543440975239, 3.3199419709033307,
      2.3425491080510841, 37.608771038028578, 3.4433271073255685}},
  }, grads = {
    {0, 0, 0, 0, 0, 0},
    {1.1362224622580523, 410.53151562026471, 0.32074364707774539},
  }},
  {op = "special_zeta", lua = "tensor.special.zeta(a, b)", inputs = {"=1,2,0.5,nan,2,2,3,2.5,4,2", "=1,0,1,1,-1,-0.5,-1.5,-0.5,1e3,1e-300"}, results = {
    {shape = {10}, dtype = "float64",
      {inf, inf, nan, nan, inf, 8.934802200544679, 0.11810202582086413, nan,
      3.3383366666650001e-10, inf}},
  }},
  {op = "special_zeta", lua = "tensor.special.zeta(2, a)", inputs = {"g4"}, results = {
    {shape = {4}, dtype = "float64",
      {1.2207172047923949, 2.5152219309534813, 1.2538828226131222,
      1.4888232362791436}},
  }, grads = {
    {-0.4095465284106275, 0.96403534775201505, -0.31901158451540895,
      -1.8259051465687346},
  }},
  {op = "special_zeta", lua = "tensor.special.zeta(a, 2)", inputs = {"=1.5,2,3,60"}, results = {
    {shape = {4}, dtype = "float64",
      {1.6123753486854886, 0.64493406684822663, 0.20205690315959429,
      8.673617380119933e-19}},
  }},
  {op = "special_zeta", lua = "tensor.special.zeta(a, b)", inputs = {"i4:2:4", "i4:1:3"}, results = {
    {shape = {4}, dtype = "float32",
      {1.6449340581893921, 0.20205689966678619, 0.019823234528303146,
      0.077056907117366791}},
  }},
  {op = "logit", lua = "a:logit()", inputs = {"=0.1,0.25,0.5,0.75,0.9"}, results = {
    {shape = {5}, dtype = "float64",
      {-2.1972245773362191, -1.0986122886681098, 0, 1.0986122886681098,
      2.1972245773362196}},
  }, grads = {
    {6.1866839726765948, 3.8005008697509766, -3.9835090637207031,
      -0.58617782592773438, -5.8206439018249521},
  }},
  {op = "logit", lua = "a:logit()", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {-inf, -inf, inf, nan, nan, nan, nan, 0, nan, -690.77552789821368, nan}},
  }},
  {op = "logit", lua = "a:logit()", inputs = {"=0.25,0.5,1.5,-0.5"}, results = {
    {shape = {4}, dtype = "float64",
      {-1.0986122886681098, 0, nan, nan}},
  }},
  {op = "logit", lua = "a:logit(0.2)", inputs = {"=0.1,0.25,0.5,0.75,0.9,-3,4"}, results = {
    {shape = {7}, dtype = "float64",
      {-1.3862943611198906, -1.0986122886681098, 0, 1.0986122886681098,
      1.3862943611198908, -1.3862943611198906, 1.3862943611198908}},
  }, grads = {
    {0, -0.98131052652994788, -3.4505057334899902, -4.2026557922363281, 0, 0, 0},
  }},
  {op = "logit", lua = "a:logit{eps = 0.1}", inputs = {"=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"}, results = {
    {shape = {11}, dtype = "float64",
      {-2.1972245773362191, -2.1972245773362191, 2.1972245773362196,
      -2.1972245773362191, 2.1972245773362196, -2.1972245773362191, nan, 0, -2.1972245773362191,
      -2.1972245773362191, 2.1972245773362196}},
  }},
  {op = "logit", lua = "a:logit(0.25)", inputs = {"i3:0:1"}, results = {
    {shape = {3}, dtype = "float32",
      {-1.0986123085021973, 1.0986123085021973, -1.0986123085021973}},
  }},
  {op = "logit", lua = "tensor.special.logit(a, 1e-6)", inputs = {"=0.25,0.5"}, results = {
    {shape = {2}, dtype = "float64",
      {-1.0986122886681098, 0}},
  }, grads = {
    {0.81700960795084632, -0.30538463592529297},
  }},
  {op = "xlogy", lua = "tensor.special.xlogy(a, b)", inputs = {"f2x3", "g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-1.1125013309110308, 0.29662924522172579, -0.48134815857101265,
      0.23441422325471459, -1.1320066137539015, 0.026043980671204219}},
  }, grads = {
    {0.25273301182289165, 0.21927890472624664, -0.25820484766688706,
      0.025951773481278181, -0.50183804932103671, 0.253446759315958},
    {-0.31515220539358652, 0.07193613874396769, 0.60288832453780594,
      0.21816142929253529, 1.6074794201888558, 0.026466734111627113},
  }},
  {op = "xlogy", lua = "tensor.special.xlogy(a, b)", inputs = {"f2x1x3", "g4x1"}, results = {
    {shape = {2, 4, 3}, dtype = "float64",
      {-0.015448778634956842, 0.27880247322667612, -0.87059827764507491,
      -0.011926093609929489, 0.21522894935250581, -0.67208138592553235, -0.019112267297851822,
      0.34491706545352385, -1.077049997580509, 0.033338580667954636, -0.60165783740733703,
      1.8787576412660394, -0.43073883629993093, 0.45538451351165427, -0.58371662812904335,
      -0.33252024671524599, 0.35154612963145493, -0.45061550257360006, -0.53288327637124677,
      0.56337337411536192, -0.72213787812062946, 0.92953765343704597, -0.9827232105127498,
      1.2596648805668484}},
  }, grads = {
    {-0.60485394607956999, -0.72504090596748627, 1.4633536356349519,
      0.20214249864679357, 0.035817739029495588, 0.80821324798622163},
    {0.25809805150403342, -2.0597514969678965, -1.7613876450928145,
      4.6168090728334725},
  }},
  {op = "xlogy", lua = "tensor.special.xlogy(a, b)", inputs = {"=0,0,0,0,-0.0,1,nan,inf,2,0", "=0,1,-1,inf,2,0,1,1,nan,nan"}, results = {
    {shape = {10}, dtype = "float64",
      {0, 0, 0, 0, 0, -inf, nan, nan, nan, nan}},
  }},
  {op = "xlogy", lua = "tensor.special.xlogy(2, a)", inputs = {"g3"}, results = {
    {shape = {3}, dtype = "float64",
      {-0.036270463295035839, -0.93057564438744234, 1.2081684828890642}},
  }, grads = {
    {0.011022779269415667, -1.741931165373759, -0.45026009871852368},
  }},
  {op = "xlogy", lua = "tensor.special.xlogy(a, 3)", inputs = {"f3"}, results = {
    {shape = {3}, dtype = "float64",
      {-1.8388326181721613, 0.55657128511802934, -0.87919361686235509}},
  }, grads = {
    {0.52997430065479512, -0.9122774183600747, 0.51238939631499947},
  }},
  {op = "xlogy", lua = "tensor.special.xlogy(2.5, a)", inputs = {"i3:1:4"}, results = {
    {shape = {3}, dtype = "float32",
      {1.732867956161499, 3.465735912322998, 1.732867956161499}},
  }},
  {op = "xlogy", lua = "tensor.special.xlogy(a, b)", inputs = {"i4:0:4", "i4:1:4"}, results = {
    {shape = {4}, dtype = "float32",
      {2.7725887298583984, 0, 0, 4.3944492340087891}},
  }},
  {op = "special_xlog1py", lua = "tensor.special.xlog1py(a, b)", inputs = {"f2x3", "g2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.20402358959827765, 1.9707749518940996, 0.1200453610616613,
      -0.25299096062206289, 0.5534727064455065, 0.81404358739874083}},
  }, grads = {
    {-1.0414366472643553, -0.092440891923432092, 0.00060149518702738063,
      0.18373693517159032, 0.31708797506975078, -0.60890421144302942},
    {-0.062242639217423915, -0.061450376280483707, 6.4016678436856734e-05,
      -0.024404366100154323, 0.3146044671818693, -0.17320204286040081},
  }},
  {op = "special_xlog1py", lua = "tensor.special.xlog1py(a, b)", inputs = {"f2x1x3", "g4x1"}, results = {
    {shape = {2, 4, 3}, dtype = "float64",
      {-0.14295910779648302, 0.032390767932789014, 0.19949392500664806,
      -0.46214970329818555, 0.10471094860950925, 0.64491209880005307, -0.44905888621142481,
      0.10174491430191203, 0.62664436810114732, -0.28506372897551679, 0.06458793170733948,
      0.39779544687222956, -0.22191592098198412, 0.40833367025518241, -0.51581667074838955,
      -0.71739659417132029, 1.3200368095731376, -1.6675014625999975, -0.69707567321012587,
      1.2826455480433998, -1.6202679439305756, -0.44250541941138788, 0.81422667295119333,
      -1.0285502329841045}},
  }, grads = {
    {0.28907333800711099, 1.2059212252644271, 2.406260036017084,
      -0.39020234836039558, -0.34537276486283708, -0.93112028649070411},
    {0.54997017960642292, 0.15094286082590461, 0.81107734709735035,
      0.19251953955756745},
  }},
  {op = "special_xlog1py", lua = "tensor.special.xlog1py(a, b)", inputs = {"=0,0,0,0,-0.0,1,nan,inf,2,0", "=0,1,-1,inf,2,0,1,1,nan,nan"}, results = {
    {shape = {10}, dtype = "float64",
      {0, 0, 0, 0, 0, 0, nan, inf, nan, nan}},
  }},
  {op = "special_xlog1py", lua = "tensor.special.xlog1py(2, a)", inputs = {"g3"}, results = {
    {shape = {3}, dtype = "float64",
      {0.65553514139410207, 1.7990240717625581, 1.198013471606644}},
  }, grads = {
    {-1.0152905961577861, -0.18589719866681284, 0.1748015362387795},
  }},
  {op = "special_xlog1py", lua = "tensor.special.xlog1py(a, 3)", inputs = {"f3"}, results = {
    {shape = {3}, dtype = "float64",
      {1.5774628590466344, -2.5403691864674705, 1.6374787082522502}},
  }, grads = {
    {-0.31545495882316865, -0.70974002711186934, -1.3344666078069911},
  }},
  {op = "special_xlog1py", lua = "tensor.special.xlog1py(2.5, a)", inputs = {"i3:1:4"}, results = {
    {shape = {3}, dtype = "float32",
      {2.7465307712554932, 1.732867956161499, 1.732867956161499}},
  }},
  {op = "special_xlog1py", lua = "tensor.special.xlog1py(a, b)", inputs = {"i4:0:4", "i4:1:4"}, results = {
    {shape = {4}, dtype = "float32",
      {0, 2.1972246170043945, 5.5451774597167969, 4.8283138275146484}},
  }},
  {op = "xlogy", lua = "a:xlogy(b)", inputs = {"f2x3", "g3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.017002966890978494, -0.17014751760157693, 0.19868187495539127,
      -0.0048197259322018907, -0.84516235445982968, 0.78121861832746731}},
  }, grads = {
    {-0.0028934395856131407, 0.065267810044980293, -0.10838868658978769,
      0.01458855990749606, -0.19882842152029526, 0.082580129484037312},
    {-0.078297842746998469, 0.21914383265189363, 0.055527572312079929},
  }},
  {op = "xlogy", lua = "a:xlogy(2)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.30114334979729168, -0.77714560517975129, -1.1909312550443401,
      0.43036230101825484, 1.3122111559355942, -0.20044780009188043}},
  }, grads = {
    {0.53857962165948436, 0.55519973597378147, 0.19784860393064679,
      0.40695788479595651, -0.015684003769071551, 0.62187511641714588},
  }},
  {op = "xlogy", lua = "a:xlogy(b)", inputs = {"=0,0,1", "=0,2,3"}, results = {
    {shape = {3}, dtype = "float64",
      {0, 0, 1.0986122886681098}},
  }},
  {op = "special_chebyshev_polynomial_t", lua = "tensor.special.chebyshev_polynomial_t(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.42246945813554776, 77057.389547828992, 465.80531548850536,
      0.7367052357222601, 4353.522788256374, 56716.912572047419}},
  }},
  {op = "special_chebyshev_polynomial_t", lua = "tensor.special.chebyshev_polynomial_t(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.9676144343770795, 0.77171519655291554, -0.87733198575304838,
      0.11622763113395965, 0.98953871462980481, 0.74864047085487451}},
  }},
  {op = "special_chebyshev_polynomial_t", lua = "tensor.special.chebyshev_polynomial_t(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {0.99888002872467041, 0.99552255868911743, 0.38882735371589661,
      0.25452810525894165, 0.98993515968322754, -0.87043046951293945}},
  }},
  {op = "special_chebyshev_polynomial_t", lua = "tensor.special.chebyshev_polynomial_t(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {1, -1, 1, 1, -4.2862637970157361e-16, 3.5, -9, nan, -0.5}},
  }},
  {op = "special_chebyshev_polynomial_t", lua = "tensor.special.chebyshev_polynomial_t(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {-0.93928033113479614, -0.91493445634841919, -0.28760990500450134,
      0.99099481105804443}},
  }},
  {op = "special_chebyshev_polynomial_t", lua = "tensor.special.chebyshev_polynomial_t(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-1, 1, 1, 0}},
  }},
  {op = "special_chebyshev_polynomial_u", lua = "tensor.special.chebyshev_polynomial_u(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {3.8068413883377161, -217607.28901102155, -784.12084396199145,
      16780.026310518704, 0, 1.0084811240814116}},
  }},
  {op = "special_chebyshev_polynomial_u", lua = "tensor.special.chebyshev_polynomial_u(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.099560512071847004, 0.98626055001663115, -1.3433816583959739,
      0.96589256889195241, -1.0313260135573863, -0.19716456483160902}},
  }},
  {op = "special_chebyshev_polynomial_u", lua = "tensor.special.chebyshev_polynomial_u(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {0.099088646471500397, 1.0413172245025635, 0.049599945545196533,
      1.013759970664978, 0.19728997349739075, 0}},
  }},
  {op = "special_chebyshev_polynomial_u", lua = "tensor.special.chebyshev_polynomial_u(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {4, -4, 13, 13, -0, 8, -21, nan, 0}},
  }},
  {op = "special_chebyshev_polynomial_u", lua = "tensor.special.chebyshev_polynomial_u(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {2.8539817333221436, 1.0329878330230713, -1.0090712308883667,
      -0.2691521942615509}},
  }},
  {op = "special_chebyshev_polynomial_u", lua = "tensor.special.chebyshev_polynomial_u(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {3, 3, -0, 209}},
  }},
  {op = "special_chebyshev_polynomial_v", lua = "tensor.special.chebyshev_polynomial_v(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.98820935682523625, -28.594081061854897, -1.6535255905822774,
      -1.5584499200864228, 1.4712148657454236, 73253.032288136776}},
  }},
  {op = "special_chebyshev_polynomial_v", lua = "tensor.special.chebyshev_polynomial_v(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.050628815416494548, -0.32674181197011959, -1.5342578802576725,
      0.21149026235838411, -2.7918651917135531, 1.1107442004696588}},
  }},
  {op = "special_chebyshev_polynomial_v", lua = "tensor.special.chebyshev_polynomial_v(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {-0.22981546819210052, -0.28722959756851196, 0, -0.34400007128715515,
      -0.39999997615814209, -1.23722243309021}},
  }},
  {op = "special_chebyshev_polynomial_v", lua = "tensor.special.chebyshev_polynomial_v(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {1, -7, 1, 25, 1, 5, -29, nan, -1}},
  }},
  {op = "special_chebyshev_polynomial_v", lua = "tensor.special.chebyshev_polynomial_v(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {0.024998115375638008, -1.109545111656189, -0.060193140059709549,
      -5.3936605453491211}},
  }},
  {op = "special_chebyshev_polynomial_v", lua = "tensor.special.chebyshev_polynomial_v(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {19, 1, 3, 1}},
  }},
  {op = "special_chebyshev_polynomial_w", lua = "tensor.special.chebyshev_polynomial_w(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-58.16982637237583, 0.032381509500748779, 2.1301167744475635,
      4.6405119895935059, 3.9340809396496073, 0}},
  }},
  {op = "special_chebyshev_polynomial_w", lua = "tensor.special.chebyshev_polynomial_w(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {1.5159866442064909, -0.88073107231685321, -0.5312429746383881,
      4.72717800211176, 0.37244709906511647, 3.6376076050546597}},
  }},
  {op = "special_chebyshev_polynomial_w", lua = "tensor.special.chebyshev_polynomial_w(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {-0.27874431014060974, -1.6739988327026367, 1.5067523717880249,
      -0.03999994695186615, 1.0633598566055298, 1.5067523717880249}},
  }},
  {op = "special_chebyshev_polynomial_w", lua = "tensor.special.chebyshev_polynomial_w(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {7, -1, 25, 1, -1, 11, -13, nan, 1}},
  }},
  {op = "special_chebyshev_polynomial_w", lua = "tensor.special.chebyshev_polynomial_w(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {0.25939694046974182, 0.42979434132575989, 1.1126085519790649,
      1.7929215431213379}},
  }},
  {op = "special_chebyshev_polynomial_w", lua = "tensor.special.chebyshev_polynomial_w(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-1, 5, 1, 1}},
  }},
  {op = "special_shifted_chebyshev_polynomial_t", lua = "tensor.special.shifted_chebyshev_polynomial_t(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {2012849576.1432674, 377667.26604479959, 1, 2.8118252754211426, 0,
      96350.397886830091}},
  }},
  {op = "special_shifted_chebyshev_polynomial_t", lua = "tensor.special.shifted_chebyshev_polynomial_t(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.32260769427031533, -28.287199653568191, 0.12744489106124884,
      0.6629714437514288, -47.476585687316721, -743.80609864827193}},
  }},
  {op = "special_shifted_chebyshev_polynomial_t", lua = "tensor.special.shifted_chebyshev_polynomial_t(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {1, -0.11020854115486145, -0.11020854115486145, -0.43197250366210938,
      -0.075199894607067108, -0.88384008407592773}},
  }},
  {op = "special_shifted_chebyshev_polynomial_t", lua = "tensor.special.shifted_chebyshev_polynomial_t(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {1, -99, 1, 768398401, -1, 7, -244, nan, -1}},
  }},
  {op = "special_shifted_chebyshev_polynomial_t", lua = "tensor.special.shifted_chebyshev_polynomial_t(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {-9.4452476501464844, -2.490680456161499, 0.12786808609962463,
      -85.324455261230469}},
  }},
  {op = "special_shifted_chebyshev_polynomial_t", lua = "tensor.special.shifted_chebyshev_polynomial_t(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-5, 1, 99, -1}},
  }},
  {op = "special_shifted_chebyshev_polynomial_u", lua = "tensor.special.shifted_chebyshev_polynomial_u(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.69340443095021376, 3816858187.5352259, -0.68805122375488281,
      15.694618404024375, 94.878105698284344, -1.0814387763479514}},
  }},
  {op = "special_shifted_chebyshev_polynomial_u", lua = "tensor.special.shifted_chebyshev_polynomial_u(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-1.3551768740745085, -4355.8950116564938, -4680.5216849627514,
      -4221.4626747172269, -3834.2356670801883, -0.63429760254071121}},
  }},
  {op = "special_shifted_chebyshev_polynomial_u", lua = "tensor.special.shifted_chebyshev_polynomial_u(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {-0.67968010902404785, -0.36000007390975952, 0.20145693421363831,
      -0.9840390682220459, -0.92323589324951172, -1.0844429731369019}},
  }},
  {op = "special_shifted_chebyshev_polynomial_u", lua = "tensor.special.shifted_chebyshev_polynomial_u(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {4, -204, 13, 1583407981, -8, 15, -496, nan, -1}},
  }},
  {op = "special_shifted_chebyshev_polynomial_u", lua = "tensor.special.shifted_chebyshev_polynomial_u(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {-1.3409103155136108, 0.58262616395950317, 0.41098740696907043,
      -0.91258680820465088}},
  }},
  {op = "special_shifted_chebyshev_polynomial_u", lua = "tensor.special.shifted_chebyshev_polynomial_u(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-2, 4, -6, -10}},
  }},
  {op = "special_shifted_chebyshev_polynomial_v", lua = "tensor.special.shifted_chebyshev_polynomial_v(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-13238.97207727465, 123271588.78105856, 2.398798942565918,
      660816.15915172175, 33.446299519965997, 378185.17999086907}},
  }},
  {op = "special_shifted_chebyshev_polynomial_v", lua = "tensor.special.shifted_chebyshev_polynomial_v(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-736.52323587125557, -0.66955066077579584, 0.52163097570689898,
      -1367.5842535128893, -1.49322791844767, -0.41928826056696333}},
  }},
  {op = "special_shifted_chebyshev_polynomial_v", lua = "tensor.special.shifted_chebyshev_polynomial_v(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {1.8254595994949341, 1.7126443386077881, -0.16928024590015411,
      1.4080106019973755, 1.7126443386077881, 1}},
  }},
  {op = "special_shifted_chebyshev_polynomial_v", lua = "tensor.special.shifted_chebyshev_polynomial_v(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {1, -239, 1, 1855077841, -15, 11, -559, nan, -1}},
  }},
  {op = "special_shifted_chebyshev_polynomial_v", lua = "tensor.special.shifted_chebyshev_polynomial_v(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {1.4949209690093994, -10.749316215515137, -101.34124755859375,
      0.40628105401992798}},
  }},
  {op = "special_shifted_chebyshev_polynomial_v", lua = "tensor.special.shifted_chebyshev_polynomial_v(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {1, 1, 985, 1}},
  }},
  {op = "special_shifted_chebyshev_polynomial_w", lua = "tensor.special.shifted_chebyshev_polynomial_w(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {2.0817313254528926, 225399.65070266864, -7.5143518447875977,
      754.20507709978801, 49823.78317058197, -185632.42380826169}},
  }},
  {op = "special_shifted_chebyshev_polynomial_w", lua = "tensor.special.shifted_chebyshev_polynomial_w(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.1490577404444316, -252.26033892641311, -3002.6867100166301,
      -98.09091334648015, -41.966851497549598, -35.673023493570746}},
  }},
  {op = "special_shifted_chebyshev_polynomial_w", lua = "tensor.special.shifted_chebyshev_polynomial_w(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {1.1932402849197388, 1, 0.20000004768371582, -0.5404583215713501,
      -0.76087528467178345, -0.021013297140598297}},
  }},
  {op = "special_shifted_chebyshev_polynomial_w", lua = "tensor.special.shifted_chebyshev_polynomial_w(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {7, -169, 25, 1311738121, -1, 19, -433, nan, -1}},
  }},
  {op = "special_shifted_chebyshev_polynomial_w", lua = "tensor.special.shifted_chebyshev_polynomial_w(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {-0.83241778612136841, 2.2905819416046143, -11.293078422546387,
      0.19471286237239838}},
  }},
  {op = "special_shifted_chebyshev_polynomial_w", lua = "tensor.special.shifted_chebyshev_polynomial_w(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {1, 7, -5, -1}},
  }},
  {op = "special_hermite_polynomial_h", lua = "tensor.special.hermite_polynomial_h(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {129063.44961930966, -1.9837316954208291, -4449701.9268275565,
      -33138.987455187489, 1, 1455.0185381345125}},
  }},
  {op = "special_hermite_polynomial_h", lua = "tensor.special.hermite_polynomial_h(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-2.4748974508077231, -11.919416194948088, 19.143006381352571,
      -30.660410911829459, -41.020170069382488, -27.528843328067786}},
  }},
  {op = "special_hermite_polynomial_h", lua = "tensor.special.hermite_polynomial_h(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {3056405248, 3056405248, -3.3840000629425049, 803671.875, -82344128,
      7010.2880859375}},
  }},
  {op = "special_hermite_polynomial_h", lua = "tensor.special.hermite_polynomial_h(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {-4, 4, 280768, 280768, -0, 7, -9, nan, -1}},
  }},
  {op = "special_hermite_polynomial_h", lua = "tensor.special.hermite_polynomial_h(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {-4.8503365516662598, 5.1902194023132324, 4.5553064346313477,
      1.9988644123077393}},
  }},
  {op = "special_hermite_polynomial_h", lua = "tensor.special.hermite_polynomial_h(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-4, 2, 1, 2}},
  }},
  {op = "special_hermite_polynomial_he", lua = "tensor.special.hermite_polynomial_he(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-4497.4806909962999, 2249.7229464580382, 4.0981237887191151, 0,
      0.15573940488029606, 0}},
  }},
  {op = "special_hermite_polynomial_he", lua = "tensor.special.hermite_polynomial_he(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-6.7155577281395384, 3.8453650186486197, -2.8563786899851853,
      0.64647650715290494, 6.5985610401606483, 6.5587642288562158}},
  }},
  {op = "special_hermite_polynomial_he", lua = "tensor.special.hermite_polynomial_he(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {1, 0.30000001192092896, 715381.375, 33566.00390625, 5192.69091796875,
      8009088.5}},
  }},
  {op = "special_hermite_polynomial_he", lua = "tensor.special.hermite_polynomial_he(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {-2, 2, -12440, -12440, -0, 1.25, 1.125, nan, -0.75}},
  }},
  {op = "special_hermite_polynomial_he", lua = "tensor.special.hermite_polynomial_he(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {-1.9095932245254517, -1.2004872560501099, 1.8700158596038818,
      0.90395921468734741}},
  }},
  {op = "special_hermite_polynomial_he", lua = "tensor.special.hermite_polynomial_he(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {-0, 0, -1, 1}},
  }},
  {op = "special_laguerre_polynomial_l", lua = "tensor.special.laguerre_polynomial_l(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {664.36715726365071, 1, 1.3228313934360145, 0.78148868541801231,
      0.14791971363717166, 266.93978087366548}},
  }},
  {op = "special_laguerre_polynomial_l", lua = "tensor.special.laguerre_polynomial_l(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {9.4256435930597, 5.911139627414749, 9.4913099462995945, 0.4620395292143531,
      2.0968688943930069, -0.44579679256534649}},
  }},
  {op = "special_laguerre_polynomial_l", lua = "tensor.special.laguerre_polynomial_l(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {-0.38657084107398987, 0.23049996793270111, -0.38657084107398987,
      -0.46008461713790894, -0.46807381510734558, -0.093332849442958832}},
  }},
  {op = "special_laguerre_polynomial_l", lua = "tensor.special.laguerre_polynomial_l(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {-0.66666666666666663, 5.666666666666667, 0.4962122235082303,
      111.34504439442371, 1, -0.875, 9.4375, nan, 0.125}},
  }},
  {op = "special_laguerre_polynomial_l", lua = "tensor.special.laguerre_polynomial_l(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {-0.62099999189376831, -0.47565475106239319, 0.20846988260746002,
      4.8407406806945801}},
  }},
  {op = "special_laguerre_polynomial_l", lua = "tensor.special.laguerre_polynomial_l(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {3, -0.5, -0.3333333432674408, -1}},
  }},
  {op = "special_legendre_polynomial_p", lua = "tensor.special.legendre_polynomial_p(a, b)", inputs = {"f2x3", "i2x3:-1:12"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0, 65.019355453238745, -0.39459265328710558, 0.16743864315011156,
      2.8373006694967842, 1628.4329843021337}},
  }},
  {op = "special_legendre_polynomial_p", lua = "tensor.special.legendre_polynomial_p(a, 5)", inputs = {"u2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0.26374834576312722, 0.20805673664759991, 0.056899498731947419,
      0.23047591500771944, 0.33423500196265493, 0.20884854881107257}},
  }},
  {op = "special_legendre_polynomial_p", lua = "tensor.special.legendre_polynomial_p(0.3, a)", inputs = {"i6:-1:20"}, results = {
    {shape = {6}, dtype = "float32",
      {0, 0.061624359339475632, 0.061663825064897537, 0.25147634744644165, 1,
      -0.38250002264976501}},
  }},
  {op = "special_legendre_polynomial_p", lua = "tensor.special.legendre_polynomial_p(a, b)", inputs = {"=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75"}, results = {
    {shape = {9}, dtype = "float64",
      {1, -1, 1, 1, -0, 2.875, -6.1875, nan, -0.125}},
  }},
  {op = "special_legendre_polynomial_p", lua = "tensor.special.legendre_polynomial_p(a:float(), 3)", inputs = {"u4x1"}, results = {
    {shape = {4, 1}, dtype = "float32",
      {0.35242471098899841, 0.35997268557548523, -0.38054266571998596,
      0.43709182739257812}},
  }},
  {op = "special_legendre_polynomial_p", lua = "tensor.special.legendre_polynomial_p(a, b)", inputs = {"i4:-2:2", "i4:0:4"}, results = {
    {shape = {4}, dtype = "float32",
      {1, 1, 0.375, 1}},
  }},
}
