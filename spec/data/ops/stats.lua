-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
local inf = math.huge
local nan = 0 / 0
return {
  {op = "nansum", lua = "a:nansum()", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {2.5}},
  }, grads = {
    {0.54311108589172363, 0, 0.54311108589172363, 0, 0.54311108589172363,
      0.54311108589172363},
  }},
  {op = "nansum", lua = "a:nansum()", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-0.18435907363891602}},
  }, grads = {
    {-0.57140004634857178},
  }},
  {op = "nansum", lua = "a:nansum()", inputs = {"f0"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {},
  }},
  {op = "nansum", lua = "a:nansum(2)", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {0.71374893188476562, 0.28702688217163086}},
  }, grads = {
    {-0.50140166282653809, -0.50140166282653809, -0.50140166282653809,
      0.92047643661499023, 0.92047643661499023, 0.92047643661499023},
  }},
  {op = "nansum", lua = "a:nansum({1, -1}, true)", inputs = {"f2x3x2"}, results = {
    {shape = {1, 3, 1}, dtype = "float64",
      {0.0094697475433349609, 1.0294687747955322, -0.16645407676696777}},
  }, grads = {
    {-0.67485463619232178, -0.67485463619232178, 0.14331424236297607,
      0.14331424236297607, 0.7912294864654541, 0.7912294864654541, -0.67485463619232178,
      -0.67485463619232178, 0.14331424236297607, 0.14331424236297607, 0.7912294864654541,
      0.7912294864654541},
  }},
  {op = "nansum", lua = "a:nansum{dim = 1, dtype = \"float32\"}", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float32",
      {2.5}},
  }, grads = {
    {-0.81254565715789795, -0, -0.81254565715789795, -0, -0.81254565715789795,
      -0.81254565715789795},
  }},
  {op = "nansum", lua = "a:detach():to(\"float16\"):nansum()", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float16",
      {2.5}},
  }},
  {op = "nansum", lua = "a:detach():nansum()", inputs = {"=nan,nan"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }},
  {op = "nanmean", lua = "a:nanmean()", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {0.625}},
  }, grads = {
    {0.034722775220870972, 0, 0.034722775220870972, 0, 0.034722775220870972,
      0.034722775220870972},
  }},
  {op = "nanmean", lua = "a:nanmean()", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {1.8591403961181641}},
  }, grads = {
    {-0.5737985372543335},
  }},
  {op = "nanmean", lua = "a:nanmean()", inputs = {"f0"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }, grads = {
    {},
  }},
  {op = "nanmean", lua = "a:nanmean(2)", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {-1.0079197088877361, 0.0087321599324544277}},
  }, grads = {
    {-0.19931232929229736, -0.19931232929229736, -0.19931232929229736,
      -0.18306799729665121, -0.18306799729665121, -0.18306799729665121},
  }},
  {op = "nanmean", lua = "a:nanmean({1, -1}, true)", inputs = {"f2x3x2"}, results = {
    {shape = {1, 3, 1}, dtype = "float64",
      {1.2608217000961304, -0.5522570013999939, 0.033443689346313477}},
  }, grads = {
    {0.17031580209732056, 0.17031580209732056, 0.063205957412719727,
      0.063205957412719727, 0.037161976099014282, 0.037161976099014282, 0.17031580209732056,
      0.17031580209732056, 0.063205957412719727, 0.063205957412719727, 0.037161976099014282,
      0.037161976099014282},
  }},
  {op = "nanmean", lua = "a:nanmean{dim = 1, dtype = \"float32\"}", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float32",
      {0.625}},
  }, grads = {
    {0.16697129607200623, 0, 0.16697129607200623, 0, 0.16697129607200623,
      0.16697129607200623},
  }},
  {op = "nanmean", lua = "a:detach():to(\"float16\"):nanmean()", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float16",
      {0.625}},
  }},
  {op = "nanmean", lua = "a:detach():nanmean()", inputs = {"=nan,nan"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }},
  {op = "nansum", lua = "a:nansum(1)", inputs = {"i2x3:-9:9"}, results = {
    {shape = {3}, dtype = "int64",
      {16, -7, 6}},
  }},
  {op = "nansum", lua = "a:nansum()", inputs = {"b4"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
  }},
  {op = "var_unbiased", lua = "tensor.var(a, {unbiased = false})", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {1.3050336780651861}},
  }, grads = {
    {-0.6470453864766057, 0.47637277949334589, -0.16678963085112741,
      0.082096865645695516, -0.019734000964461984, 0.27509937315315369},
  }},
  {op = "var_unbiased", lua = "tensor.var(a, {2, 1}, {unbiased = false, keepdim = true})", inputs = {"f2x3x2"}, results = {
    {shape = {1, 1, 2}, dtype = "float64",
      {1.2645130689229453, 1.4692787343629254}},
  }, grads = {
    {-0.053512167825020801, 0.54959975571639075, 0.26412874540079023,
      0.091291345336657045, -0.37331381098399813, -0.17581973470447562, 0.45185871395389965,
      0.1607605679551985, -0.22731979037457173, -0.37863877832045501, -0.061841690171099299,
      -0.24719315598331562},
  }},
  {op = "var_unbiased", lua = "tensor.var(a, 2, {unbiased = true})", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {2.0624289620613085, 0.093305897283604125}},
  }, grads = {
    {-0.2261274613617085, -0.14510184587062253, 0.37122930723233105,
      0.18893273658722851, -0.31838178904682962, 0.12944905245960089},
  }},
  {op = "var_whole", lua = "tensor.var(a, false)", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {0.36185779039069937}},
  }, grads = {
    {0.0078360842733755081, -0.099488048751352504, -0.08344537980120334,
      0.047170627460783654, -0.091395930206093434, 0.21932264702449006},
  }},
  {op = "var_whole", lua = "tensor.var(a, true)", inputs = {"f4"}, results = {
    {shape = {}, dtype = "float64",
      {1.1916657353069315}},
  }, grads = {
    {0.80483750127768872, -0.43406567591830481, -0.73509650115965997,
      0.36432467580027605},
  }},
  {op = "var", lua = "tensor.var(a)", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {0.94492473007123856}},
  }, grads = {
    {-0.0079178077399944952, 0.15660608619345451, 0.25982080927662421,
      -0.64435388533143501, 0.2358447976013508},
  }},
  {op = "var", lua = "tensor.var(a:detach())", inputs = {"f1"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }},
  {op = "var", lua = "tensor.var(a:detach())", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }},
  {op = "var", lua = "tensor.var(a, -1)", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {1.0371241862679501, 0.61119688283362927}},
  }, grads = {
    {0.40612854110152818, -0.86813814800613431, 0.46200960690460613,
      -0.22784308068905074, 0.081780138248139636, 0.14606294244091106},
  }},
  {op = "var", lua = "tensor.var(a, 1, false, true)", inputs = {"f2x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {2.0621969699859619, 0.13095303937240033, 0.89717214542019974}},
  }, grads = {
    {1.1139000774128363, -0.35635430326487949, 0.25954514195746015,
      -1.1139000774128363, 0.35635430326487949, -0.25954514195746015},
  }},
  {op = "var", lua = "tensor.var(a, 1, {correction = 0.5})", inputs = {"f3x2"}, results = {
    {shape = {2}, dtype = "float64",
      {0.2659840354541757, 0.060651178570014966}},
  }, grads = {
    {0.21027470812684898, -0.047385053862308277, -0.055122577940073823,
      0.034979619165596894, -0.15515213018677515, 0.012405434696711383},
  }},
  {op = "var", lua = "tensor.var(a, {1, 2}, {correction = 2, keepdim = true})", inputs = {"f2x3"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {2.7973988651972874}},
  }, grads = {
    {-0.10225540414808165, -0.036109556323253855, 0.095803408804613355,
      0.058395727952529342, -0.091374084466906424, 0.075539908181099236},
  }},
  {op = "var", lua = "tensor.var(a, 1)", inputs = {"f3x0"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "var", lua = "tensor.var(a, 2)", inputs = {"f2x0"}, results = {
    {shape = {2}, dtype = "float64",
      {nan, nan}},
  }, grads = {
    {},
  }},
  {op = "std_unbiased", lua = "tensor.std(a, {unbiased = false})", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {0.94197019291535211}},
  }, grads = {
    {-0.029654063786515725, -0.10917014269847529, 0.065303695125623146,
      -0.03756240925444429, -0.03100874759710567, 0.14209166821091782},
  }},
  {op = "std_unbiased", lua = "tensor.std(a, {2, 1}, {unbiased = false, keepdim = true})", inputs = {"f2x3x2"}, results = {
    {shape = {1, 1, 2}, dtype = "float64",
      {1.1171440356549149, 1.5126027263896757}},
  }, grads = {
    {-0.079210442857787278, -0.055422169995387932, -0.014791383398494612,
      0.0050317514627387814, 0.084526200426188192, 0.017009350294241461, 0.099647099509023396,
      0.03973790059632052, -0.0017326054319398542, 0.045020610785490904, -0.088438868246989863,
      -0.051377443143403742},
  }},
  {op = "std_unbiased", lua = "tensor.std(a, 2, {unbiased = true})", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {0.7583229159919479, 1.8001574122088371}},
  }, grads = {
    {-0.34478202168646077, -0.057495033884564235, 0.40227705557102506,
      -0.028000678472752377, -0.29479304513829768, 0.32279372361105008},
  }},
  {op = "std_whole", lua = "tensor.std(a, false)", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {0.54431959535567476}},
  }, grads = {
    {-0.022197510164660161, 0.042417928510185429, -0.044860251240283755,
      -0.063226054385677466, 0.027069646344128343, 0.060796240936307616},
  }},
  {op = "std_whole", lua = "tensor.std(a, true)", inputs = {"f4"}, results = {
    {shape = {}, dtype = "float64",
      {0.68357603731375205}},
  }, grads = {
    {-0.3234823423418639, -0.07139949488281308, 0.22808752236560773,
      0.16679431485906926},
  }},
  {op = "std", lua = "tensor.std(a)", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {0.93600971274092559}},
  }, grads = {
    {-0.096822982744234537, 0.15874889580095503, 0.024149610957859041,
      -0.047284056849198827, -0.038791467165380712},
  }},
  {op = "std", lua = "tensor.std(a:detach())", inputs = {"f1"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }},
  {op = "std", lua = "tensor.std(a:detach())", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }},
  {op = "std", lua = "tensor.std(a, -1)", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {0.92723302379250561, 1.5829992519739478}},
  }, grads = {
    {0.019532537993905367, -0.21860641451427454, 0.19907387652036915,
      0.092880330595867505, -0.27274956312107368, 0.17986923252520623},
  }},
  {op = "std", lua = "tensor.std(a, 1, false, true)", inputs = {"f2x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {0.2111351490020752, 0.31028831005096436, 0.62835967540740967}},
  }, grads = {
    {0.38800901174545288, -0.002227485179901123, 0.058775424957275391,
      -0.38800901174545288, 0.002227485179901123, -0.058775424957275391},
  }},
  {op = "std", lua = "tensor.std(a, 1, {correction = 0.5})", inputs = {"f3x2"}, results = {
    {shape = {2}, dtype = "float64",
      {1.2636561897929823, 0.74701381890626506}},
  }, grads = {
    {-0.16578917832440571, 0.26862349991785645, -0.23423721838972764,
      0.16309175623121155, 0.40002639671413337, -0.43171525614906792},
  }},
  {op = "std", lua = "tensor.std(a, {1, 2}, {correction = 2, keepdim = true})", inputs = {"f2x3"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {1.8662967324283239}},
  }, grads = {
    {-0.05632465831199427, 0.093574425774387654, -0.047532872799826521,
      -0.042938337958572742, 0.10787242852748546, -0.054650985231479626},
  }},
  {op = "std", lua = "tensor.std(a, 1)", inputs = {"f3x0"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "std", lua = "tensor.std(a, 2)", inputs = {"f2x0"}, results = {
    {shape = {2}, dtype = "float64",
      {nan, nan}},
  }, grads = {
    {},
  }},
  {op = "var_mean_unbiased", lua = "tensor.var_mean(a, {unbiased = false})", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {1.8185890433846292}},
    {shape = {}, dtype = "float64",
      {-0.040087819099426297}},
  }, grads = {
    {0.12282526827466711, 0.15651560293515843, -0.51474713170092912,
      -0.31534172029127205, -0.33573698322116741, 0.06937967072961726},
  }},
  {op = "var_mean_unbiased", lua = "tensor.var_mean(a, {2, 1}, {unbiased = false, keepdim = true})", inputs = {"f2x3x2"}, results = {
    {shape = {1, 1, 2}, dtype = "float64",
      {0.92077322230425773, 1.849752968314571}},
    {shape = {1, 1, 2}, dtype = "float64",
      {0.10277736186981203, 0.011321306228637695}},
  }, grads = {
    {0.027895968669540139, 0.066411187932430935, 0.43847961316005524,
      0.042665805215733585, 0.46540764098168563, -0.33964121397783248, 0.17410363004088461,
      -0.10690852012290482, -0.3404218895728045, -0.33014990045823345, 0.11017638269842203,
      0.10853000053403621},
  }},
  {op = "var_mean_unbiased", lua = "tensor.var_mean(a, 2, {unbiased = true})", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {2.2992437462282851, 0.089576868987762737}},
    {shape = {2}, dtype = "float64",
      {-0.89757013320922852, 1.0831832885742188}},
  }, grads = {
    {-0.5816916156018882, 1.6051224853036767, -0.4531591392788149,
      0.25094059767476057, -0.044229488090943882, -0.025921758120498829},
  }},
  {op = "var_mean_whole", lua = "tensor.var_mean(a, false)", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {2.5524131840600845}},
    {shape = {}, dtype = "float64",
      {0.35891016324361164}},
  }, grads = {
    {0.089595629899412818, 0.083162455857449108, 0.059997945053109139,
      0.056716445805474483, 0.089658980146535019, 0.07837424621043157},
  }},
  {op = "var_mean_whole", lua = "tensor.var_mean(a, true)", inputs = {"f4"}, results = {
    {shape = {}, dtype = "float64",
      {0.73627577037562253}},
    {shape = {}, dtype = "float64",
      {0.41549575328826904}},
  }, grads = {
    {-0.090841525729284001, -0.50326221577708452, 0.07744643728531736,
      -0.20537226254378044},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a)", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {2.1082465272821933}},
    {shape = {}, dtype = "float64",
      {0.33222188949584963}},
  }, grads = {
    {-0.076846483780173003, -0.080925781658152118, -0.090848207464659936,
      -0.11534968436535564, -0.10855758511752356},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a:detach())", inputs = {"f1"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "float64",
      {1.684783935546875}},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a:detach())", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "float64",
      {1.6987359523773193}},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a, -1)", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {0.83846406795341488, 0.52517556135080667}},
    {shape = {2}, dtype = "float64",
      {-0.40307776133219403, 0.6814582347869873}},
  }, grads = {
    {0.81951290787390951, -0.74291661342063742, -0.14002088170302804,
      0.73722502333718387, 0.34643532058195581, -0.35750756624732583},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a, 1, false, true)", inputs = {"f2x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {0.079127380868172281, 3.5977618836113834e-05, 3.2930971778752252}},
    {shape = {1, 3}, dtype = "float64",
      {-0.60434210300445557, -1.4513373374938965, -0.11186468601226807}},
  }, grads = {
    {0.12459155888660689, -0.1255200700484238, 1.0262298345584782,
      0.16752007632152299, -0.13470415308847805, -0.26515898704718666},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a, 1, {correction = 0.5})", inputs = {"f3x2"}, results = {
    {shape = {2}, dtype = "float64",
      {0.0095598441571534444, 1.456554581548835}},
    {shape = {2}, dtype = "float64",
      {-0.29947813351949054, 0.31438708305358887}},
  }, grads = {
    {0.26303181759074051, 0.77815259043841256, 0.31401541021305096,
      0.79928916967210173, 0.31095039945450936, -0.74705416779484035},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a, {1, 2}, {correction = 2, keepdim = true})", inputs = {"f2x3"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {1.0988646554013333}},
    {shape = {1, 1}, dtype = "float64",
      {-0.093051751454671233}},
  }, grads = {
    {-0.033874598029048755, -0.25729954855943521, -0.099935584628771792,
      -0.3414368659977261, 0.73020053983445143, -0.54113183549514099},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a, 1)", inputs = {"f3x0"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
    {shape = {0}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a, 2)", inputs = {"f2x0"}, results = {
    {shape = {2}, dtype = "float64",
      {nan, nan}},
    {shape = {2}, dtype = "float64",
      {nan, nan}},
  }, grads = {
    {},
  }},
  {op = "std_mean_unbiased", lua = "tensor.std_mean(a, {unbiased = false})", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {0.90616642628023103}},
    {shape = {}, dtype = "float64",
      {-0.25030267238616943}},
  }, grads = {
    {-0.070903887116845976, -0.22045058053258032, -0.14234051028426631,
      0.18629667836096303, -0.16321035501919701, -0.096105093386283841},
  }},
  {op = "std_mean_unbiased", lua = "tensor.std_mean(a, {2, 1}, {unbiased = false, keepdim = true})", inputs = {"f2x3x2"}, results = {
    {shape = {1, 1, 2}, dtype = "float64",
      {0.88215599895965457, 1.278024050758791}},
    {shape = {1, 1, 2}, dtype = "float64",
      {-0.67694660027821851, 0.52380983034769701}},
  }, grads = {
    {-0.15840036783884548, 0.043035434529585533, -0.13436473063782167,
      0.11127953463029913, -0.0017518080613413006, -0.014789439540049762, -0.18163532776369018,
      -0.015539173724555403, -0.19486210182898669, -0.038889383954514675, -0.0042513336920075445,
      -0.029949443292388384},
  }},
  {op = "std_mean_unbiased", lua = "tensor.std_mean(a, 2, {unbiased = true})", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {1.1833233696630157, 1.0561256084453436}},
    {shape = {2}, dtype = "float64",
      {-0.33270692825317383, -0.84805432955423998}},
  }, grads = {
    {-0.38109465757625838, -0.15960371195884596, 0.033423026593820154,
      0.20470118998124406, 0.031089080836757637, -0.056987065327889358},
  }},
  {op = "std_mean_whole", lua = "tensor.std_mean(a, false)", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {1.1166228633351645}},
    {shape = {}, dtype = "float64",
      {0.070034027099609403}},
  }, grads = {
    {-0.20188249370435035, -0.030118951398176559, -0.083977375804566531,
      0.020272051791490331, 0.01152341074513559, -0.17106881219227663},
  }},
  {op = "std_mean_whole", lua = "tensor.std_mean(a, true)", inputs = {"f4"}, results = {
    {shape = {}, dtype = "float64",
      {1.9023776693580834}},
    {shape = {}, dtype = "float64",
      {0.96157354116439819}},
  }, grads = {
    {0.17761685234410357, 0.1808327819385516, 0.34016399018899274,
      0.18115283976175053},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a)", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {1.4652382285074119}},
    {shape = {}, dtype = "float64",
      {0.87230734825134282}},
  }, grads = {
    {0.032584839695151052, 0.032107312779869002, -0.55065554036054931,
      -0.083523061625471406, -0.13393836185221955},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a:detach())", inputs = {"f1"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "float64",
      {-1.8546092510223389}},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a:detach())", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "float64",
      {-1.8406572341918945}},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a, -1)", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {1.3346755187009445, 0.37946201009411051}},
    {shape = {2}, dtype = "float64",
      {-0.13474734624226892, 1.0003999074300129}},
  }, grads = {
    {-0.029265217763890294, 0.053397310709833445, -0.63826676224983725,
      0.37186461411895239, -0.046400003774434095, -0.25833750177060455},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a, 1, false, true)", inputs = {"f2x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {1.2271976470947266, 1.2929729223251343, 1.6504442691802979}},
    {shape = {1, 3}, dtype = "float64",
      {0.63249921798706055, -0.058501362800598145, 0.20751404762268066}},
  }, grads = {
    {-0.11404234170913696, 0.18864613771438599, -0.24766337871551514,
      -0.020704209804534905, -0.64343315362930298, 0.44119417667388916},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a, 1, {correction = 0.5})", inputs = {"f3x2"}, results = {
    {shape = {2}, dtype = "float64",
      {0.31089372833122925, 1.0092109057043437}},
    {shape = {2}, dtype = "float64",
      {1.3095703125, -0.98560214042663574}},
  }, grads = {
    {-0.24192833135380082, 0.37094196541842372, -0.37752652022900651,
      0.10611691999898396, 0.10349391980485326, 0.2917568704267085},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a, {1, 2}, {correction = 2, keepdim = true})", inputs = {"f2x3"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {1.3584901326789993}},
    {shape = {1, 1}, dtype = "float64",
      {0.20790004730224609}},
  }, grads = {
    {-0.043797715756789826, 0.13170727278241115, 0.27642544070264363,
      0.31777457686274235, -0.0060479358050309906, -0.11417592425503149},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a, 1)", inputs = {"f3x0"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
    {shape = {0}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "std_mean", lua = "tensor.std_mean(a, 2)", inputs = {"f2x0"}, results = {
    {shape = {2}, dtype = "float64",
      {nan, nan}},
    {shape = {2}, dtype = "float64",
      {nan, nan}},
  }, grads = {
    {},
  }},
  {op = "median", lua = "a:median()", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {-1.0393416881561279}},
  }, grads = {
    {-0.06497347354888916, 0, 0, 0, 0},
  }},
  {op = "median", lua = "a:median()", inputs = {"f6"}, results = {
    {shape = {}, dtype = "float64",
      {-1.1391036510467529}},
  }, grads = {
    {0, 0, 0, 0, 0, -0.61747133731842041},
  }},
  {op = "median", lua = "a:median()", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {-0.39499282836914062}},
  }, grads = {
    {0, 0, 0, -0.27514386177062988, 0, 0},
  }},
  {op = "median", lua = "a:median()", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-1.0315907001495361}},
  }, grads = {
    {0.27828598022460938},
  }},
  {op = "median", lua = "a:median()", inputs = {"f1"}, results = {
    {shape = {}, dtype = "float64",
      {-1.0455427169799805}},
  }, grads = {
    {0.64561820030212402},
  }},
  {op = "median", lua = "a:median()", inputs = {"=1,2,2,3"}, results = {
    {shape = {}, dtype = "float64",
      {2}},
  }, grads = {
    {0, 0.41930085420608521, 0.41930085420608521, 0},
  }},
  {op = "median", lua = "a:median()", inputs = {"i6:-9:9"}, results = {
    {shape = {}, dtype = "int64",
      {-5}},
  }},
  {op = "median", lua = "a:median()", inputs = {"i8-5:-9:9"}, results = {
    {shape = {}, dtype = "int8",
      {-5}},
  }},
  {op = "median", lua = "a:median()", inputs = {"u8-4:0:9"}, results = {
    {shape = {}, dtype = "uint8",
      {5}},
  }},
  {op = "median", lua = "a:median()", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }, grads = {
    {0, -0.27575427293777466, 0, -0.27575427293777466, 0, 0},
  }},
  {op = "median", lua = "a:median()", inputs = {"f0"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }, grads = {
    {},
  }},
  {op = "median", lua = "a:median()", inputs = {"=inf,-inf,inf,0"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {0, 0, 0, -0.17601621150970459},
  }},
  {op = "median", lua = "a:detach():to(\"float16\"):median()", inputs = {"f7"}, results = {
    {shape = {}, dtype = "float16",
      {0.56396484375}},
  }},
  {op = "median_dim", lua = "a:median(2)", inputs = {"f2x5"}, results = {
    {shape = {2}, dtype = "float64",
      {0.54163289070129395, -0.032827138900756836}},
    {shape = {2}, dtype = "int64",
      {2, 5}},
  }, grads = {
    {0, -0.13930344581604004, 0, 0, 0, 0, 0, 0, 0, 0.504752516746521},
  }},
  {op = "median_dim", lua = "a:median(1, true)", inputs = {"f4x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {-1.3779616355895996, -0.40861296653747559, -1.1678516864776611}},
    {shape = {1, 3}, dtype = "int64",
      {3, 2, 2}},
  }, grads = {
    {0, 0, 0, 0, 0.86317956447601318, 0.47079992294311523, 0.91494464874267578, 0,
      0, 0, 0, 0},
  }},
  {op = "median_dim", lua = "a:median(-2)", inputs = {"f2x3x2"}, results = {
    {shape = {2, 2}, dtype = "float64",
      {-0.094426155090332031, -1.5577538013458252, 1.0833251476287842,
      0.29656362533569336}},
    {shape = {2, 2}, dtype = "int64",
      {3, 3, 1, 3}},
  }, grads = {
    {0, 0, 0, 0, -0.64596998691558838, -0.56763911247253418, -0.94714236259460449,
      0, 0, 0, 0, 0.37986969947814941},
  }},
  {op = "median_dim", lua = "a:median(1)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-1.5352365970611572}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {0.70593535900115967},
  }},
  {op = "median_dim", lua = "a:median(1)", inputs = {"i7:0:3"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
    {shape = {}, dtype = "int64",
      {7}},
  }},
  {op = "median_dim", lua = "a:median(1)", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "int64",
      {2}},
  }, grads = {
    {0, 0.66867828369140625, 0, 0, 0, 0},
  }},
  {op = "median_dim", lua = "a:median(1)", inputs = {"=nan,nan"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {0.39813709259033203, 0},
  }},
  {op = "median_dim", lua = "a:median(1)", inputs = {"f3x0"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }, grads = {
    {},
  }},
  {op = "median_dim", lua = "a:median{dim = 2}", inputs = {"f1x40"}, results = {
    {shape = {1}, dtype = "float64",
      {0.062915325164794922}},
    {shape = {1}, dtype = "int64",
      {33}},
  }, grads = {
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      0, 0, 0, 0, 0, 0, -0.92370736598968506, 0, 0, 0, 0, 0, 0, 0},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {-0.31388664245605469}},
  }, grads = {
    {0, -0.062661051750183105, 0, 0, 0},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"f6"}, results = {
    {shape = {}, dtype = "float64",
      {-0.4742283821105957}},
  }, grads = {
    {0, 0, 0.54005801677703857, 0, 0, 0},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {-0.30618524551391602}},
  }, grads = {
    {0, 0, 0, 0, 0, 0.11065983772277832},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-0.54523634910583496}},
  }, grads = {
    {0.75009429454803467},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"f1"}, results = {
    {shape = {}, dtype = "float64",
      {-0.5591883659362793}},
  }, grads = {
    {-0.88257348537445068},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"=1,2,2,3"}, results = {
    {shape = {}, dtype = "float64",
      {2}},
  }, grads = {
    {0, 0.28531444072723389, 0.28531444072723389, 0},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"i6:-9:9"}, results = {
    {shape = {}, dtype = "int64",
      {4}},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"i8-5:-9:9"}, results = {
    {shape = {}, dtype = "int8",
      {-4}},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"u8-4:0:9"}, results = {
    {shape = {}, dtype = "uint8",
      {4}},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {0.5}},
  }, grads = {
    {0, 0, 0, 0, 0, 0.60528385639190674},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"f0"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }, grads = {
    {},
  }},
  {op = "nanmedian", lua = "a:nanmedian()", inputs = {"=inf,-inf,inf,0"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {0, 0, 0, 0.27957403659820557},
  }},
  {op = "nanmedian", lua = "a:detach():to(\"float16\"):nanmedian()", inputs = {"f7"}, results = {
    {shape = {}, dtype = "float16",
      {0.490478515625}},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian(2)", inputs = {"f2x5"}, results = {
    {shape = {2}, dtype = "float64",
      {0.87289547920227051, -0.92891979217529297}},
    {shape = {2}, dtype = "int64",
      {4, 1}},
  }, grads = {
    {0, 0, 0, 0.38712537288665771, 0, 0.35746824741363525, 0, 0, 0, 0},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian(1, true)", inputs = {"f4x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {-0.17316055297851562, -1.1781330108642578, 1.2200849056243896}},
    {shape = {1, 3}, dtype = "int64",
      {4, 1, 2}},
  }, grads = {
    {0, -0.21215260028839111, 0, 0, 0, -0.67596268653869629, 0, 0, 0,
      -0.42183494567871094, 0, 0},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian(-2)", inputs = {"f2x3x2"}, results = {
    {shape = {2, 2}, dtype = "float64",
      {-0.14649152755737305, -1.3185410499572754, 0.46652817726135254,
      0.80503392219543457}},
    {shape = {2, 2}, dtype = "int64",
      {2, 3, 3, 3}},
  }, grads = {
    {0, 0, 0.1943061351776123, 0, 0, -0.1082075834274292, 0, 0, 0, 0,
      0.31796634197235107, -0.56373739242553711},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian(1)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {1.5417475700378418}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {-0.66800713539123535},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian(1)", inputs = {"i7:0:3"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
    {shape = {}, dtype = "int64",
      {3}},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian(1)", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {0.5}},
    {shape = {}, dtype = "int64",
      {6}},
  }, grads = {
    {0, 0, 0, 0, 0, 0.52924084663391113},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian(1)", inputs = {"=nan,nan"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {0.090981960296630859, 0},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian(1)", inputs = {"f3x0"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }, grads = {
    {},
  }},
  {op = "nanmedian_dim", lua = "a:nanmedian{dim = 2}", inputs = {"f1x40"}, results = {
    {shape = {1}, dtype = "float64",
      {-0.90084671974182129}},
    {shape = {1}, dtype = "int64",
      {23}},
  }, grads = {
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      0.57884359359741211, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
  }},
  {op = "mode", lua = "a:mode()", inputs = {"i2x9:0:3"}, results = {
    {shape = {2}, dtype = "int64",
      {0, 0}},
    {shape = {2}, dtype = "int64",
      {9, 7}},
  }},
  {op = "mode", lua = "a:mode(1, true)", inputs = {"i5x3:0:2"}, results = {
    {shape = {1, 3}, dtype = "int64",
      {0, 0, 1}},
    {shape = {1, 3}, dtype = "int64",
      {3, 3, 5}},
  }},
  {op = "mode", lua = "a:mode(1)", inputs = {"f4x2"}, results = {
    {shape = {2}, dtype = "float64",
      {-1.4788360595703125, -1.6878414154052734}},
    {shape = {2}, dtype = "int64",
      {2, 4}},
  }, grads = {
    {0, 0, -0.46092808246612549, 0, 0, 0, 0, 0.22620344161987305},
  }},
  {op = "mode", lua = "a:mode()", inputs = {"b5"}, results = {
    {shape = {}, dtype = "bool",
      {1}},
    {shape = {}, dtype = "int64",
      {5}},
  }},
  {op = "mode", lua = "a:mode()", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {1.0622613430023193}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {0.83527743816375732},
  }},
  {op = "mode", lua = "a:detach():mode()", inputs = {"=1,2,2,0,1,0,-0.0"}, results = {
    {shape = {}, dtype = "float64",
      {-0}},
    {shape = {}, dtype = "int64",
      {7}},
  }},
  {op = "kthvalue", lua = "a:kthvalue(1)", inputs = {"f2x5"}, results = {
    {shape = {2}, dtype = "float64",
      {-1.4735369682312012, -0.42034125328063965}},
    {shape = {2}, dtype = "int64",
      {3, 5}},
  }, grads = {
    {0, 0, 0.3198922872543335, 0, 0, 0, 0, 0, 0, -0.70293152332305908},
  }},
  {op = "kthvalue", lua = "a:kthvalue(3)", inputs = {"f2x5"}, results = {
    {shape = {2}, dtype = "float64",
      {-0.18511581420898438, -0.20887970924377441}},
    {shape = {2}, dtype = "int64",
      {2, 1}},
  }, grads = {
    {0, 0.6025998592376709, 0, 0, 0, -0.89872825145721436, 0, 0, 0, 0},
  }},
  {op = "kthvalue", lua = "a:kthvalue(5)", inputs = {"f2x5"}, results = {
    {shape = {2}, dtype = "float64",
      {1.9787545204162598, 1.1302168369293213}},
    {shape = {2}, dtype = "int64",
      {4, 4}},
  }, grads = {
    {0, 0, 0, 0.8853074312210083, 0, 0, 0, 0, 0.90547502040863037, 0},
  }},
  {op = "kthvalue", lua = "a:kthvalue(2, 1, true)", inputs = {"f4x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {-1.6261138916015625, -0.49246811866760254, -0.234710693359375}},
    {shape = {1, 3}, dtype = "int64",
      {4, 1, 1}},
  }, grads = {
    {0, 0.070916295051574707, 0.49876749515533447, 0, 0, 0, 0, 0, 0,
      0.70543813705444336, 0, 0},
  }},
  {op = "kthvalue", lua = "a:kthvalue(2, {dim = -2})", inputs = {"f2x3x2"}, results = {
    {shape = {2, 2}, dtype = "float64",
      {-0.62511205673217773, 1.2795944213867188, 0.28698563575744629,
      -0.21595907211303711}},
    {shape = {2, 2}, dtype = "int64",
      {3, 1, 3, 3}},
  }, grads = {
    {0, 0.10091769695281982, 0, 0, -0.004671931266784668, 0, 0, 0, 0, 0,
      0.66985404491424561, -0.64624273777008057},
  }},
  {op = "kthvalue", lua = "a:kthvalue(1)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-1.2316286563873291}},
    {shape = {}, dtype = "int64",
      {1}},
  }, grads = {
    {0.26546800136566162},
  }},
  {op = "kthvalue", lua = "a:kthvalue(4)", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {3}},
    {shape = {}, dtype = "int64",
      {5}},
  }, grads = {
    {0, 0, 0, 0, -0.62789857387542725, 0},
  }},
  {op = "kthvalue", lua = "a:kthvalue(5)", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "int64",
      {2}},
  }, grads = {
    {0, 0.04925072193145752, 0, 0, 0, 0},
  }},
  {op = "kthvalue", lua = "a:kthvalue(1)", inputs = {"i9:0:3"}, results = {
    {shape = {}, dtype = "int64",
      {0}},
    {shape = {}, dtype = "int64",
      {8}},
  }},
  {op = "kthvalue", lua = "a:kthvalue(2)", inputs = {"i9:0:3"}, results = {
    {shape = {}, dtype = "int64",
      {0}},
    {shape = {}, dtype = "int64",
      {5}},
  }},
  {op = "kthvalue", lua = "a:kthvalue(4)", inputs = {"i9:0:3"}, results = {
    {shape = {}, dtype = "int64",
      {1}},
    {shape = {}, dtype = "int64",
      {1}},
  }},
  {op = "kthvalue", lua = "a:kthvalue(7)", inputs = {"i9:0:3"}, results = {
    {shape = {}, dtype = "int64",
      {2}},
    {shape = {}, dtype = "int64",
      {8}},
  }},
  {op = "kthvalue", lua = "a:kthvalue(9)", inputs = {"i60:0:9"}, results = {
    {shape = {}, dtype = "int64",
      {1}},
    {shape = {}, dtype = "int64",
      {2}},
  }},
  {op = "quantile", lua = "a:quantile(0.4, {interpolation = \"linear\"})", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {-0.6866554737091064}},
  }, grads = {
    {0, 0, -0.053192639350891122, 0, -0.035461759567260734},
  }},
  {op = "quantile", lua = "a:quantile(b, 2, false, \"linear\")", inputs = {"f2x4", "=0.05,0.3,0.95,0.55"}, results = {
    {shape = {4, 2}, dtype = "float64",
      {-1.8778579711914063, -1.3077661991119385, -1.8372650623321534,
      -0.99487042427062988, 1.5390627145767211, 0.50408976078033418, 0.24208577871322676,
      -0.53311591148376458}},
  }, grads = {
    {0.2520452380180358, 0.31252966523170483, 0.61985507011413576,
      0.82591977715492237, -0.16658944487571709, -0.10554374456405649, -0.66892639398574827,
      0.60773407816886893},
    {-1.0068996340039575, 1.1929460093982698, -0.37237652689310607,
      3.7202673014645313},
  }},
  {op = "quantile", lua = "a:quantile(0.4, {interpolation = \"lower\"})", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {-1.1694338321685791}},
  }, grads = {
    {0, 0, 0, 0, 0.62412607669830322},
  }},
  {op = "quantile", lua = "a:quantile(b, 2, false, \"lower\")", inputs = {"f2x4", "=0.05,0.3,0.95,0.55"}, results = {
    {shape = {4, 2}, dtype = "float64",
      {-0.13502240180969238, -1.8035891056060791, -0.13502240180969238,
      -1.8035891056060791, 0.81095743179321289, 0.84329700469970703, 0.58127069473266602,
      -0.9430992603302002}},
  }, grads = {
    {0, 0.56498873233795166, 0.75706982612609863, 0.5398411750793457, 0,
      0.35190713405609131, 0.30041718482971191, 0.28084838390350342},
    {0, 0, 0, 0},
  }},
  {op = "quantile", lua = "a:quantile(0.4, {interpolation = \"higher\"})", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {0.48656892776489258}},
  }, grads = {
    {0, 0, 0, 0.47134673595428467, 0},
  }},
  {op = "quantile", lua = "a:quantile(b, 2, false, \"higher\")", inputs = {"f2x4", "=0.05,0.3,0.95,0.55"}, results = {
    {shape = {4, 2}, dtype = "float64",
      {-0.98723840713500977, -0.81822013854980469, -0.98723840713500977,
      -0.81822013854980469, 1.6107847690582275, 1.2278237342834473, 0.73017477989196777,
      0.48431229591369629}},
  }, grads = {
    {0.17434549331665039, 0, -0.43055105209350586, -0.4379732608795166,
      1.6741749048233032, -0.33259999752044678, -0.77692842483520508, 0},
    {0, 0, 0, 0},
  }},
  {op = "quantile", lua = "a:quantile(0.4, {interpolation = \"midpoint\"})", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {-0.49457776546478271}},
  }, grads = {
    {0, 0, -0.46668785810470581, 0, -0.46668785810470581},
  }},
  {op = "quantile", lua = "a:quantile(b, 2, false, \"midpoint\")", inputs = {"f2x4", "=0.05,0.3,0.95,0.55"}, results = {
    {shape = {4, 2}, dtype = "float64",
      {-0.2978060245513916, -1.1566864252090454, -0.2978060245513916,
      -1.1566864252090454, 1.2072949409484863, 0.68885552883148193, 1.0832130908966064,
      -0.29665577411651611}},
  }, grads = {
    {0.0052126646041870117, 0.17183792591094971, -0.0090119838714599609,
      0.15761327743530273, -0.10808026790618896, 0.11590409278869629, -0.056493639945983887,
      0.064317464828491211},
    {0, 0, 0, 0},
  }},
  {op = "quantile", lua = "a:quantile(0.4, {interpolation = \"nearest\"})", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {0.24033880233764648}},
  }, grads = {
    {0, 0, 0, 0.1220703125, 0},
  }},
  {op = "quantile", lua = "a:quantile(b, 2, false, \"nearest\")", inputs = {"f2x4", "=0.05,0.3,0.95,0.55"}, results = {
    {shape = {4, 2}, dtype = "float64",
      {-1.730684757232666, -0.23840689659118652, -0.50345873832702637,
      -0.0054967403411865234, 1.5327911376953125, 1.2314689159393311, 1.0971658229827881,
      0.017513036727905273}},
  }, grads = {
    {-0.44419407844543457, -0.28929984569549561, -0.54609954357147217,
      0.94975364208221436, -0.23415422439575195, -0.67625415325164795, 0.35471570491790771,
      0.13402318954467773},
    {0, 0, 0, 0},
  }},
  {op = "quantile", lua = "a:quantile(0.5)", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {0.014654636383056641}},
  }, grads = {
    {0, 0, -0.093850016593933105, 0, -0.093850016593933105, 0},
  }},
  {op = "quantile", lua = "a:quantile(0.5, nil, true)", inputs = {"f2x3"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {0.28201770782470703}},
  }, grads = {
    {-0.40498912334442139, -0.40498912334442139, 0, 0, 0, 0},
  }},
  {op = "quantile", lua = "a:quantile(b, nil, true)", inputs = {"f2x3", "=0.25,0.7"}, results = {
    {shape = {2, 1, 1}, dtype = "float64",
      {-0.50406479835510254, 1.5881043672561646}},
  }, grads = {
    {0.11289334297180176, 0, 0.087302625179290771, 0.11289334297180176,
      0.26190787553787231, 0},
    {4.4225095292745209, 0.31691526394354241},
  }},
  {op = "quantile", lua = "a:quantile(b, 1, true)", inputs = {"f3x2x2", "=0.25,0.7"}, results = {
    {shape = {2, 1, 2, 2}, dtype = "float64",
      {-0.41928589344024658, -0.63001930713653564, 0.040475249290466309,
      -0.3831552267074585, 0.15249705314636228, -0.58331413269042964, 0.7629387378692627,
      1.0686504840850828}},
  }, grads = {
    {-0.20214767456054694, -0.66912155151367192, -0.18947782516479489,
      0.04951941967010498, -0.31191782951354974, -0.39694137573242178, -0.25988558530807498,
      0.071587848663330081, 0.26572906970977783, -0.073709487915039062, 0.024331152439117432,
      0.014712285995483396},
    {1.3278937662386738, -1.0796128600152315},
  }},
  {op = "quantile", lua = "a:quantile(0.3, -1)", inputs = {"f3x2x4"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {-0.68404300212860114, 1.0839632749557495, -0.84401402473449716,
      1.0438173532485959, 0.7052373647689818, 0.88755412101745579}},
  }, grads = {
    {0, 0.086689496040344316, 0, 0.78020546436309812, 0.79385554790496815,
      0.088206171989441001, 0, 0, 0, 0, 0.2928846716880798, 0.032542741298675563, 0, 0,
      0.071346151828765927, 0.64211536645889278, -0.72520730495452879, 0, -0.080578589439392168,
      0, -0.13739497661590575, 0, 0, -0.015266108512878431},
  }},
  {op = "quantile", lua = "a:quantile(0.3, 2)", inputs = {"f3x4x2"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {0.78076045513153058, -0.64522883892059324, -0.55602855682373054,
      -0.74014499187469485, -0.36424815654754639, -1.0591885089874269}},
  }, grads = {
    {0, 0.016899132728576675, 0.053460276126861619, 0, 0, 0.15209219455718992,
      0.48114248514175412, 0, 0.81133217811584468, 0.81915414333343495, 0, 0, 0, 0,
      0.0901480197906495, 0.091017127037048423, -0.50256657600402832, 0, 0, -0.039884400367736855,
      -0.055840730667114306, 0, 0, -0.35895960330963134},
  }},
  {op = "quantile", lua = "a:quantile(1)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-1.0703575611114502}},
  }, grads = {
    {0.082965850830078125},
  }},
  {op = "quantile", lua = "a:quantile(0)", inputs = {"f4"}, results = {
    {shape = {}, dtype = "float64",
      {-1.338587760925293}},
  }, grads = {
    {0, 0.30808472633361816, 0, 0},
  }},
  {op = "quantile", lua = "a:quantile(0.7)", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }, grads = {
    {0, 0.50173497200012207, 0, 0, 0, 0},
  }},
  {op = "quantile", lua = "a:quantile(b, nil, true)", inputs = {"f2x3", "=0.001,0.999"}, results = {
    {shape = {2, 1, 1}, dtype = "float64",
      {-1.9750902593135833, 1.3502301609516145}},
  }, grads = {
    {0.0043020772933959044, 0, 0, -0.74330779850482942, -0.0037352150678634645,
      0.85611338138580328},
    {-1.4647723244898714, 1.4647408896928482},
  }},
  {op = "quantile", lua = "a:detach():quantile(0.7, 1)", inputs = {"=nan,nan"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }},
  {op = "quantile", lua = "a:detach():float():quantile(0.7, 1)", inputs = {"f6"}, results = {
    {shape = {}, dtype = "float32",
      {1.1460986137390137}},
  }},
  {op = "nanquantile", lua = "a:nanquantile(0.4, {interpolation = \"linear\"})", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {-0.092814636230468706}},
  }, grads = {
    {0, -0.40214116573333747, -0.26809411048889153, 0, 0},
  }},
  {op = "nanquantile", lua = "a:nanquantile(b, 2, false, \"linear\")", inputs = {"f2x4", "=0.05,0.3,0.95,0.55"}, results = {
    {shape = {4, 2}, dtype = "float64",
      {-1.8583977222442627, -1.0589245676994323, -1.2641668319702148,
      -0.48153026103973395, 1.4632633209228514, 1.3808680772781372, 0.35269178152084379,
      0.74055780172348051}},
  }, grads = {
    {0.4893592536449432, 0.45429923534393318, 0.081722557544708196,
      -0.079231220483779868, 1.0606814622879026, -0.081122142076492224, 0.5580732583999638,
      0.7528655588626858},
    {0.96886408163456395, 1.5227721852371019, -0.018837130988742956,
      8.5701047424008721},
  }},
  {op = "nanquantile", lua = "a:nanquantile(0.4, {interpolation = \"lower\"})", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {-1.1619830131530762}},
  }, grads = {
    {0, 0, -0.10431206226348877, 0, 0},
  }},
  {op = "nanquantile", lua = "a:nanquantile(b, 2, false, \"lower\")", inputs = {"f2x4", "=0.05,0.3,0.95,0.55"}, results = {
    {shape = {4, 2}, dtype = "float64",
      {-1.4889929294586182, -1.6493642330169678, -1.4889929294586182,
      -1.6493642330169678, -0.71205568313598633, 1.3014912605285645, -0.97288012504577637,
      0.98151421546936035}},
  }, grads = {
    {0.35740089416503906, 0.7662118673324585, -0.26378405094146729, 0,
      -0.6324307918548584, 0, -0.08138430118560791, -0.52643728256225586},
    {0, 0, 0, 0},
  }},
  {op = "nanquantile", lua = "a:nanquantile(0.4, {interpolation = \"higher\"})", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {0.38790631294250488}},
  }, grads = {
    {0, -0.11023426055908203, 0, 0, 0},
  }},
  {op = "nanquantile", lua = "a:nanquantile(b, 2, false, \"higher\")", inputs = {"f2x4", "=0.05,0.3,0.95,0.55"}, results = {
    {shape = {4, 2}, dtype = "float64",
      {-0.53535223007202148, -0.78819108009338379, -0.53535223007202148,
      -0.78819108009338379, 1.9595363140106201, 1.282792329788208, 0.075164318084716797,
      0.36036348342895508}},
  }, grads = {
    {1.1918363571166992, -0.82028794288635254, 0, -0.12992691993713379, 0,
      -0.0056051015853881836, -1.5550366640090942, 0.74911177158355713},
    {0, 0, 0, 0},
  }},
  {op = "nanquantile", lua = "a:nanquantile(0.4, {interpolation = \"midpoint\"})", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {-0.28901576995849609}},
  }, grads = {
    {0, 0, 0.083672165870666504, 0.083672165870666504, 0},
  }},
  {op = "nanquantile", lua = "a:nanquantile(b, 2, false, \"midpoint\")", inputs = {"f2x4", "=0.05,0.3,0.95,0.55"}, results = {
    {shape = {4, 2}, dtype = "float64",
      {-0.49787914752960205, -1.6650996208190918, -0.49787914752960205,
      -1.6650996208190918, 1.0423206090927124, -0.91750657558441162, -0.18033099174499512,
      -1.5636609792709351}},
  }, grads = {
    {-0.10471236705780029, -0.26339799165725708, -0.0805245041847229,
      0.078161120414733887, -0.29398125410079956, -0.50068175792694092, 0.04907691478729248,
      0.25577741861343384},
    {0, 0, 0, 0},
  }},
  {op = "nanquantile", lua = "a:nanquantile(0.4, {interpolation = \"nearest\"})", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {-1.057246208190918}},
  }, grads = {
    {0, 0, 0.093061208724975586, 0, 0},
  }},
  {op = "nanquantile", lua = "a:nanquantile(b, 2, false, \"nearest\")", inputs = {"f2x4", "=0.05,0.3,0.95,0.55"}, results = {
    {shape = {4, 2}, dtype = "float64",
      {0.0015690326690673828, 0.24593377113342285, 0.0093185901641845703,
      0.54689908027648926, 1.5050125122070312, 1.1262452602386475, 0.79184603691101074,
      0.62698245048522949}},
  }, grads = {
    {-0.37114572525024414, 0.4308091402053833, 0.12111008167266846,
      0.49918901920318604, -0.765228271484375, -0.70108890533447266, -0.86082756519317627,
      -0.75599110126495361},
    {0, 0, 0, 0},
  }},
  {op = "nanquantile", lua = "a:nanquantile(0.5)", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {0.83125209808349609}},
  }, grads = {
    {0, 0, 0, 0.21737682819366455, 0.21737682819366455, 0},
  }},
  {op = "nanquantile", lua = "a:nanquantile(0.5, nil, true)", inputs = {"f2x3"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {0.76472723484039307}},
  }, grads = {
    {0.41320991516113281, 0, 0.41320991516113281, 0, 0, 0},
  }},
  {op = "nanquantile", lua = "a:nanquantile(b, nil, true)", inputs = {"f2x3", "=0.25,0.7"}, results = {
    {shape = {2, 1, 1}, dtype = "float64",
      {-0.41269016265869141, 0.28144025802612305}},
  }, grads = {
    {-0.13861620426177979, 0.61447128653526306, -0.13861620426177979,
      0.20482376217842102, 0, 0},
    {0.026928905347745058, -0.46420768641894483},
  }},
  {op = "nanquantile", lua = "a:nanquantile(b, 1, true)", inputs = {"f3x2x2", "=0.25,0.7"}, results = {
    {shape = {2, 1, 2, 2}, dtype = "float64",
      {-1.0917137861251831, -0.7075493335723877, -0.97121453285217285,
      -0.42315423488616943, -0.35478096008300786, 0.1414957523345946, 0.65079169273376447,
      0.12575387954711903}},
  }, grads = {
    {0.35981082916259766, -0.034726619720458977, 0.44485459327697757,
      0.027368450164794916, -0.32189378738403313, 0.43941605091094971, 0.12200226783752438,
      0.13714021444320679, -0.12302985191345223, 0.38732612133026123, 0.26185119152069092,
      0.17819288969039918},
    {4.8687101665521482, 0.025758146266809945},
  }},
  {op = "nanquantile", lua = "a:nanquantile(0.3, -1)", inputs = {"f3x2x4"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {1.228158450126648, 0.005818533897399782, -1.451275110244751,
      -1.4066403150558473, -0.44485168457031254, -0.15098016262054459}},
  }, grads = {
    {0, 0.021180653572082517, 0.0023534059524536154, 0, 0, -0.045480322837829629,
      0, -0.40932290554046624, -0.0839026093482972, 0, -0.75512348413467401, 0, 0,
      0.066386961936950747, 0, 0.59748265743255613, 0, 0.023324167728424092, 0,
      0.20991750955581662, -0.76900327205657948, 0, -0.08544480800628669, 0},
  }},
  {op = "nanquantile", lua = "a:nanquantile(0.3, 2)", inputs = {"f3x4x2"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {-1.7085506200790406, -1.5489604711532592, 0.59164221286773677,
      -0.93681271076202399, 0.25714807510375964, 0.70508842468261701}},
  }, grads = {
    {-0.53043901920318604, 0, 0, 0.34553804397583004, -0.058937668800354059,
      0.038393115997314486, 0, 0, -0.036188924312591582, 0, 0, 0.75964987277984608,
      -0.32570031881332395, 0.08440554141998298, 0, 0, -0.0073277473449707099, 0,
      -0.065949726104736317, 0, 0, 0.43356921672821042, 0, 0.048174357414245646},
  }},
  {op = "nanquantile", lua = "a:nanquantile(1)", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {-0.088468313217163086}},
  }, grads = {
    {-0.27577793598175049},
  }},
  {op = "nanquantile", lua = "a:nanquantile(0)", inputs = {"f4"}, results = {
    {shape = {}, dtype = "float64",
      {-0.1783745288848877}},
  }, grads = {
    {0, 0, 0, 0.091946721076965332},
  }},
  {op = "nanquantile", lua = "a:nanquantile(0.7)", inputs = {"=1,nan,-2,nan,3,0.5"}, results = {
    {shape = {}, dtype = "float64",
      {1.1999999999999993}},
  }, grads = {
    {-0.89205658435821567, 0, 0, 0, -0.099117398262023579, 0},
  }},
  {op = "nanquantile", lua = "a:nanquantile(b, nil, true)", inputs = {"f2x3", "=0.001,0.999"}, results = {
    {shape = {2, 1, 1}, dtype = "float64",
      {-1.8180817544460297, 1.9199915862083434}},
  }, grads = {
    {0, -0.45572002708911896, -0.57864486157894146, 0, -0.0022900503873825072,
      -0.0029077631235122059},
    {-4.1165968310814094, -0.72870583293735081},
  }},
  {op = "nanquantile", lua = "a:detach():nanquantile(0.7, 1)", inputs = {"=nan,nan"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }},
  {op = "nanquantile", lua = "a:detach():float():nanquantile(0.7, 1)", inputs = {"f6"}, results = {
    {shape = {}, dtype = "float32",
      {0.40562427043914795}},
  }},
  {op = "dist", lua = "a:dist(b, 0)", inputs = {"f2x3", "f3"}, results = {
    {shape = {}, dtype = "float64",
      {6}},
  }},
  {op = "dist", lua = "a:dist(b, 2)", inputs = {"f2x3", "f3"}, results = {
    {shape = {}, dtype = "float64",
      {3.9550481363869761}},
  }, grads = {
    {-0.07991831827668483, -0.0083628553601355297, 0.085562396793336937,
      -0.023302408528594734, -0.058152345363635276, 0.20059172088108265},
    {0.10322072680527956, 0.066515200723770804, -0.28615411767441956},
  }},
  {op = "dist", lua = "a:dist(b, 1)", inputs = {"f2x3", "f3"}, results = {
    {shape = {}, dtype = "float64",
      {10.410140037536621}},
  }, grads = {
    {-0.59190261363983154, -0.59190261363983154, -0.59190261363983154,
      -0.59190261363983154, 0.59190261363983154, 0.59190261363983154},
    {1.1838052272796631, 0, 0},
  }},
  {op = "dist", lua = "a:dist(b, 3)", inputs = {"f2x3", "f3"}, results = {
    {shape = {}, dtype = "float64",
      {3.8319338808172105}},
  }, grads = {
    {0.00019510911065594031, 0.089444288033017433, 0.00047144005671490827,
      0.0098610145846382818, 0.042938073239092781, -0.0019631355671019465},
    {-0.010056123695294222, -0.13238236127211023, 0.0014916955103870383},
  }},
  {op = "dist", lua = "a:dist(b, math.huge)", inputs = {"f2x3", "f3"}, results = {
    {shape = {}, dtype = "float64",
      {3.6507363319396973}},
  }, grads = {
    {-0, 0, -0, -0.80832493305206299, -0, 0},
    {0.80832493305206299, 0, 0},
  }},
  {op = "dist", lua = "a:dist(b, -math.huge)", inputs = {"f2x3", "f3"}, results = {
    {shape = {}, dtype = "float64",
      {0.22251272201538086}},
  }, grads = {
    {0, 0, -0, 0, 0, -0.22857153415679932},
    {0, 0, 0.22857153415679932},
  }},
  {op = "dist", lua = "a:dist(b, 0.5)", inputs = {"f2x3", "f3"}, results = {
    {shape = {}, dtype = "float64",
      {30.195400013514288}},
  }, grads = {
    {-4.0418041899007395, -7.1724924927097033, 3.9923901994985584,
      -2.4273809498395456, -2.6216561960356755, 2.0982778735430943},
    {6.4691851397402846, 9.7941486887453788, -6.0906680730416527},
  }},
  {op = "dist", lua = "a:dist(b)", inputs = {"f:", "f:"}, results = {
    {shape = {}, dtype = "float64",
      {2.1209022998809814}},
  }, grads = {
    {0.36237215995788574},
    {-0.36237215995788574},
  }},
  {op = "dist", lua = "a:dist(b)", inputs = {"f3", "f1"}, results = {
    {shape = {}, dtype = "float64",
      {4.3222046969722525}},
  }, grads = {
    {0.29132372774442378, 0.16067227349970939, 0.15448294640389706},
    {-0.60647894764803023},
  }},
  {op = "unique", lua = "tensor.unique(a, {})", inputs = {"i9:0:4"}, results = {
    {shape = {4}, dtype = "int64",
      {0, 1, 2, 4}},
  }},
  {op = "unique", lua = "tensor.unique(a, {})", inputs = {"i2x6:0:3"}, results = {
    {shape = {3}, dtype = "int64",
      {1, 2, 3}},
  }},
  {op = "unique", lua = "tensor.unique(a, {})", inputs = {"f5"}, results = {
    {shape = {5}, dtype = "float64",
      {-1.8313577175140381, -1.7691769599914551, -0.72847867012023926,
      -0.63807940483093262, 1.8215131759643555}},
  }},
  {op = "unique", lua = "tensor.unique(a, {})", inputs = {"b4"}, results = {
    {shape = {2}, dtype = "bool",
      {0, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {})", inputs = {"i1:3:3"}, results = {
    {shape = {1}, dtype = "int64",
      {3}},
  }},
  {op = "unique", lua = "tensor.unique(a, {})", inputs = {"i0:0:1"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "unique", lua = "tensor.unique(a, {})", inputs = {"=1,nan,2,nan,1,-0.0,0"}, results = {
    {shape = {5}, dtype = "float64",
      {-0, 1, 2, nan, nan}},
  }},
  {op = "unique", lua = "tensor.unique(a, {})", inputs = {"u8-40:0:5"}, results = {
    {shape = {6}, dtype = "uint8",
      {0, 1, 2, 3, 4, 5}},
  }},
  {op = "unique", lua = "tensor.unique(a, {})", inputs = {"f:"}, results = {
    {shape = {1}, dtype = "float64",
      {-0.72072768211364746}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1})", inputs = {"i6x2:0:1"}, results = {
    {shape = {4, 2}, dtype = "int64",
      {0, 0, 0, 1, 1, 0, 1, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 2})", inputs = {"i2x7:0:1"}, results = {
    {shape = {2, 2}, dtype = "int64",
      {0, 1, 0, 0}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 2})", inputs = {"i2x5x2:0:0"}, results = {
    {shape = {2, 1, 2}, dtype = "int64",
      {0, 0, 0, 0}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1})", inputs = {"f3x2"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {-0.54910421371459961, -0.65404891967773438, 0.41862201690673828,
      0.1445159912109375, 1.3798832893371582, -0.61271572113037109}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1})", inputs = {"i0x2:0:1"}, results = {
    {shape = {0, 2}, dtype = "int64",
      {}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1})", inputs = {"b5x1"}, results = {
    {shape = {2, 1}, dtype = "bool",
      {0, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {})", inputs = {"i9:0:4"}, results = {
    {shape = {8}, dtype = "int64",
      {1, 4, 0, 1, 4, 2, 0, 4}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {})", inputs = {"i2x6:0:3"}, results = {
    {shape = {9}, dtype = "int64",
      {0, 2, 1, 3, 1, 2, 0, 1, 0}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {})", inputs = {"f5"}, results = {
    {shape = {5}, dtype = "float64",
      {1.6947245597839355, 0.65993905067443848, -1.6973624229431152,
      -1.0334992408752441, -0.28973388671875}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {})", inputs = {"b4"}, results = {
    {shape = {3}, dtype = "bool",
      {1, 0, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {})", inputs = {"i1:3:3"}, results = {
    {shape = {1}, dtype = "int64",
      {3}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {})", inputs = {"i0:0:1"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {})", inputs = {"=1,nan,2,nan,1,-0.0,0"}, results = {
    {shape = {6}, dtype = "float64",
      {1, nan, 2, nan, 1, -0}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {})", inputs = {"u8-40:0:5"}, results = {
    {shape = {36}, dtype = "uint8",
      {5, 3, 4, 2, 3, 1, 5, 1, 3, 1, 2, 1, 3, 1, 4, 0, 3, 0, 2, 5, 0, 4, 2, 3, 1, 4,
      2, 0, 2, 3, 1, 0, 2, 3, 5, 3}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {})", inputs = {"f:"}, results = {
    {shape = {1}, dtype = "float64",
      {1.7024757862091064}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1})", inputs = {"i6x2:0:1"}, results = {
    {shape = {6, 2}, dtype = "int64",
      {0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 2})", inputs = {"i2x7:0:1"}, results = {
    {shape = {2, 6}, dtype = "int64",
      {0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 1, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 2})", inputs = {"i2x5x2:0:0"}, results = {
    {shape = {2, 1, 2}, dtype = "int64",
      {0, 0, 0, 0}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1})", inputs = {"f3x2"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {0.74227237701416016, -0.0390167236328125, 0.73778104782104492,
      0.26999044418334961, -1.1775193214416504, -1.2104747295379639}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1})", inputs = {"i0x2:0:1"}, results = {
    {shape = {0, 2}, dtype = "int64",
      {}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1})", inputs = {"b5x1"}, results = {
    {shape = {2, 1}, dtype = "bool",
      {0, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true})", inputs = {"i9:0:4"}, results = {
    {shape = {4}, dtype = "int64",
      {0, 1, 3, 4}},
    {shape = {9}, dtype = "int64",
      {3, 4, 3, 3, 2, 4, 1, 3, 3}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true})", inputs = {"i2x6:0:3"}, results = {
    {shape = {4}, dtype = "int64",
      {0, 1, 2, 3}},
    {shape = {2, 6}, dtype = "int64",
      {1, 1, 2, 3, 4, 1, 2, 4, 4, 3, 1, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true})", inputs = {"f5"}, results = {
    {shape = {5}, dtype = "float64",
      {-1.5079121589660645, -1.4798026084899902, -0.44446802139282227,
      0.70270133018493652, 1.1812891960144043}},
    {shape = {5}, dtype = "int64",
      {2, 4, 5, 1, 3}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true})", inputs = {"b4"}, results = {
    {shape = {1}, dtype = "bool",
      {0}},
    {shape = {4}, dtype = "int64",
      {1, 1, 1, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true})", inputs = {"i1:3:3"}, results = {
    {shape = {1}, dtype = "int64",
      {3}},
    {shape = {1}, dtype = "int64",
      {1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true})", inputs = {"i0:0:1"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true})", inputs = {"=1,nan,2,nan,1,-0.0,0"}, results = {
    {shape = {5}, dtype = "float64",
      {-0, 1, 2, nan, nan}},
    {shape = {7}, dtype = "int64",
      {2, 4, 3, 5, 2, 1, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true})", inputs = {"u8-40:0:5"}, results = {
    {shape = {6}, dtype = "uint8",
      {0, 1, 2, 3, 4, 5}},
    {shape = {40}, dtype = "int64",
      {3, 1, 1, 2, 5, 6, 1, 1, 6, 3, 3, 5, 4, 6, 1, 4, 5, 1, 3, 5, 1, 1, 4, 6, 2, 5,
      3, 4, 2, 6, 4, 1, 6, 4, 4, 6, 4, 1, 3, 6}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true})", inputs = {"f:"}, results = {
    {shape = {1}, dtype = "float64",
      {-1.4720516204833984}},
    {shape = {}, dtype = "int64",
      {1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1, return_inverse = true})", inputs = {"i6x2:0:1"}, results = {
    {shape = {3, 2}, dtype = "int64",
      {0, 0, 0, 1, 1, 0}},
    {shape = {6}, dtype = "int64",
      {3, 2, 1, 1, 2, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 2, return_inverse = true})", inputs = {"i2x7:0:1"}, results = {
    {shape = {2, 3}, dtype = "int64",
      {0, 1, 1, 0, 0, 1}},
    {shape = {7}, dtype = "int64",
      {2, 3, 1, 3, 1, 1, 3}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 2, return_inverse = true})", inputs = {"i2x5x2:0:0"}, results = {
    {shape = {2, 1, 2}, dtype = "int64",
      {0, 0, 0, 0}},
    {shape = {5}, dtype = "int64",
      {1, 1, 1, 1, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1, return_inverse = true})", inputs = {"f3x2"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {-1.9051494598388672, 0.083039283752441406, -1.1050646305084229,
      1.5781204700469971, -0.5813288688659668, 0.6700444221496582}},
    {shape = {3}, dtype = "int64",
      {3, 2, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1, return_inverse = true})", inputs = {"i0x2:0:1"}, results = {
    {shape = {0, 2}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1, return_inverse = true})", inputs = {"b5x1"}, results = {
    {shape = {2, 1}, dtype = "bool",
      {0, 1}},
    {shape = {5}, dtype = "int64",
      {2, 1, 2, 2, 2}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true})", inputs = {"i9:0:4"}, results = {
    {shape = {8}, dtype = "int64",
      {0, 4, 1, 3, 0, 1, 4, 2}},
    {shape = {9}, dtype = "int64",
      {1, 2, 3, 4, 5, 6, 7, 8, 8}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true})", inputs = {"i2x6:0:3"}, results = {
    {shape = {8}, dtype = "int64",
      {2, 0, 1, 0, 1, 2, 1, 3}},
    {shape = {2, 6}, dtype = "int64",
      {1, 2, 2, 2, 3, 4, 4, 5, 6, 7, 7, 8}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true})", inputs = {"f5"}, results = {
    {shape = {5}, dtype = "float64",
      {-0.92124700546264648, -1.4562091827392578, 0.45668649673461914,
      -0.67796230316162109, 0.045442819595336914}},
    {shape = {5}, dtype = "int64",
      {1, 2, 3, 4, 5}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true})", inputs = {"b4"}, results = {
    {shape = {4}, dtype = "bool",
      {0, 1, 0, 1}},
    {shape = {4}, dtype = "int64",
      {1, 2, 3, 4}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true})", inputs = {"i1:3:3"}, results = {
    {shape = {1}, dtype = "int64",
      {3}},
    {shape = {1}, dtype = "int64",
      {1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true})", inputs = {"i0:0:1"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true})", inputs = {"=1,nan,2,nan,1,-0.0,0"}, results = {
    {shape = {6}, dtype = "float64",
      {1, nan, 2, nan, 1, -0}},
    {shape = {7}, dtype = "int64",
      {1, 2, 3, 4, 5, 6, 6}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true})", inputs = {"u8-40:0:5"}, results = {
    {shape = {36}, dtype = "uint8",
      {4, 2, 5, 4, 2, 1, 5, 4, 0, 1, 5, 1, 2, 4, 1, 3, 2, 5, 3, 0, 5, 1, 2, 5, 1, 5,
      0, 2, 1, 5, 0, 2, 0, 5, 3, 5}},
    {shape = {40}, dtype = "int64",
      {1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10, 10, 11, 12, 12, 13, 14, 15, 16, 17, 17, 18,
      19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true})", inputs = {"f:"}, results = {
    {shape = {1}, dtype = "float64",
      {-0.91349601745605469}},
    {shape = {}, dtype = "int64",
      {1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1, return_inverse = true})", inputs = {"i6x2:0:1"}, results = {
    {shape = {5, 2}, dtype = "int64",
      {1, 0, 0, 0, 1, 1, 1, 0, 0, 0}},
    {shape = {6}, dtype = "int64",
      {1, 2, 3, 4, 4, 5}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 2, return_inverse = true})", inputs = {"i2x7:0:1"}, results = {
    {shape = {2, 4}, dtype = "int64",
      {1, 0, 1, 1, 0, 0, 0, 1}},
    {shape = {7}, dtype = "int64",
      {1, 1, 2, 3, 3, 4, 4}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 2, return_inverse = true})", inputs = {"i2x5x2:0:0"}, results = {
    {shape = {2, 1, 2}, dtype = "int64",
      {0, 0, 0, 0}},
    {shape = {5}, dtype = "int64",
      {1, 1, 1, 1, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1, return_inverse = true})", inputs = {"f3x2"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {1.2607901096343994, 1.8355927467346191, -1.0234677791595459,
      1.587963342666626, 1.9434666633605957, -1.9180088043212891}},
    {shape = {3}, dtype = "int64",
      {1, 2, 3}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1, return_inverse = true})", inputs = {"i0x2:0:1"}, results = {
    {shape = {0, 2}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1, return_inverse = true})", inputs = {"b5x1"}, results = {
    {shape = {3, 1}, dtype = "bool",
      {0, 1, 0}},
    {shape = {5}, dtype = "int64",
      {1, 2, 2, 2, 3}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_counts = true})", inputs = {"i9:0:4"}, results = {
    {shape = {4}, dtype = "int64",
      {0, 1, 2, 4}},
    {shape = {4}, dtype = "int64",
      {2, 4, 2, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_counts = true})", inputs = {"i2x6:0:3"}, results = {
    {shape = {4}, dtype = "int64",
      {0, 1, 2, 3}},
    {shape = {4}, dtype = "int64",
      {2, 4, 4, 2}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_counts = true})", inputs = {"f5"}, results = {
    {shape = {5}, dtype = "float64",
      {-1.6282408237457275, -0.22803544998168945, 1.027329683303833,
      1.7002687454223633, 1.9581336975097656}},
    {shape = {5}, dtype = "int64",
      {1, 1, 1, 1, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_counts = true})", inputs = {"b4"}, results = {
    {shape = {2}, dtype = "bool",
      {0, 1}},
    {shape = {2}, dtype = "int64",
      {2, 2}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_counts = true})", inputs = {"i1:3:3"}, results = {
    {shape = {1}, dtype = "int64",
      {3}},
    {shape = {1}, dtype = "int64",
      {1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_counts = true})", inputs = {"i0:0:1"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_counts = true})", inputs = {"=1,nan,2,nan,1,-0.0,0"}, results = {
    {shape = {5}, dtype = "float64",
      {-0, 1, 2, nan, nan}},
    {shape = {5}, dtype = "int64",
      {2, 2, 1, 1, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_counts = true})", inputs = {"u8-40:0:5"}, results = {
    {shape = {6}, dtype = "uint8",
      {0, 1, 2, 3, 4, 5}},
    {shape = {6}, dtype = "int64",
      {10, 9, 9, 5, 2, 5}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_counts = true})", inputs = {"f:"}, results = {
    {shape = {1}, dtype = "float64",
      {1.9658849239349365}},
    {shape = {1}, dtype = "int64",
      {1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1, return_counts = true})", inputs = {"i6x2:0:1"}, results = {
    {shape = {3, 2}, dtype = "int64",
      {0, 0, 1, 0, 1, 1}},
    {shape = {3}, dtype = "int64",
      {1, 1, 4}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 2, return_counts = true})", inputs = {"i2x7:0:1"}, results = {
    {shape = {2, 4}, dtype = "int64",
      {0, 0, 1, 1, 0, 1, 0, 1}},
    {shape = {4}, dtype = "int64",
      {1, 3, 2, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 2, return_counts = true})", inputs = {"i2x5x2:0:0"}, results = {
    {shape = {2, 1, 2}, dtype = "int64",
      {0, 0, 0, 0}},
    {shape = {1}, dtype = "int64",
      {5}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1, return_counts = true})", inputs = {"f3x2"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {-1.4111237525939941, -1.6432907581329346, -0.67132282257080078,
      -0.53124809265136719, 1.2702090740203857, -0.19758105278015137}},
    {shape = {3}, dtype = "int64",
      {1, 1, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1, return_counts = true})", inputs = {"i0x2:0:1"}, results = {
    {shape = {0, 2}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1, return_counts = true})", inputs = {"b5x1"}, results = {
    {shape = {1, 1}, dtype = "bool",
      {1}},
    {shape = {1}, dtype = "int64",
      {5}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_counts = true})", inputs = {"i9:0:4"}, results = {
    {shape = {6}, dtype = "int64",
      {1, 0, 2, 0, 2, 0}},
    {shape = {6}, dtype = "int64",
      {1, 2, 1, 1, 1, 3}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_counts = true})", inputs = {"i2x6:0:3"}, results = {
    {shape = {7}, dtype = "int64",
      {3, 0, 2, 1, 0, 2, 1}},
    {shape = {7}, dtype = "int64",
      {1, 4, 2, 1, 2, 1, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_counts = true})", inputs = {"f5"}, results = {
    {shape = {5}, dtype = "float64",
      {-1.7657837867736816, 1.8958706855773926, 1.1870946884155273,
      1.8560736179351807, -1.9246087074279785}},
    {shape = {5}, dtype = "int64",
      {1, 1, 1, 1, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_counts = true})", inputs = {"b4"}, results = {
    {shape = {3}, dtype = "bool",
      {0, 1, 0}},
    {shape = {3}, dtype = "int64",
      {1, 1, 2}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_counts = true})", inputs = {"i1:3:3"}, results = {
    {shape = {1}, dtype = "int64",
      {3}},
    {shape = {1}, dtype = "int64",
      {1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_counts = true})", inputs = {"i0:0:1"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_counts = true})", inputs = {"=1,nan,2,nan,1,-0.0,0"}, results = {
    {shape = {6}, dtype = "float64",
      {1, nan, 2, nan, 1, -0}},
    {shape = {6}, dtype = "int64",
      {1, 1, 1, 1, 1, 2}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_counts = true})", inputs = {"u8-40:0:5"}, results = {
    {shape = {34}, dtype = "uint8",
      {5, 4, 5, 4, 3, 0, 3, 4, 5, 0, 1, 3, 0, 2, 4, 1, 0, 5, 4, 5, 4, 0, 5, 3, 0, 2,
      0, 1, 0, 1, 4, 0, 3, 0}},
    {shape = {34}, dtype = "int64",
      {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 2, 1, 2, 1, 1, 1, 3, 1, 1, 1, 1,
      1, 1, 2, 1, 1, 1, 1, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_counts = true})", inputs = {"f:"}, results = {
    {shape = {1}, dtype = "float64",
      {-1.7580327987670898}},
    {shape = {1}, dtype = "int64",
      {1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1, return_counts = true})", inputs = {"i6x2:0:1"}, results = {
    {shape = {6, 2}, dtype = "int64",
      {0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1, 0}},
    {shape = {6}, dtype = "int64",
      {1, 1, 1, 1, 1, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 2, return_counts = true})", inputs = {"i2x7:0:1"}, results = {
    {shape = {2, 6}, dtype = "int64",
      {0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0}},
    {shape = {6}, dtype = "int64",
      {1, 1, 1, 1, 2, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 2, return_counts = true})", inputs = {"i2x5x2:0:0"}, results = {
    {shape = {2, 1, 2}, dtype = "int64",
      {0, 0, 0, 0}},
    {shape = {1}, dtype = "int64",
      {5}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1, return_counts = true})", inputs = {"f3x2"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {-0.61189961433410645, -1.1388111114501953, 1.5309057235717773,
      -0.068231344223022461, 0.51947665214538574, -0.80461502075195312}},
    {shape = {3}, dtype = "int64",
      {1, 1, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1, return_counts = true})", inputs = {"i0x2:0:1"}, results = {
    {shape = {0, 2}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1, return_counts = true})", inputs = {"b5x1"}, results = {
    {shape = {2, 1}, dtype = "bool",
      {1, 0}},
    {shape = {2}, dtype = "int64",
      {4, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true, return_counts = true})", inputs = {"i9:0:4"}, results = {
    {shape = {5}, dtype = "int64",
      {0, 1, 2, 3, 4}},
    {shape = {9}, dtype = "int64",
      {3, 4, 4, 4, 2, 4, 5, 4, 1}},
    {shape = {5}, dtype = "int64",
      {1, 1, 1, 5, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true, return_counts = true})", inputs = {"i2x6:0:3"}, results = {
    {shape = {4}, dtype = "int64",
      {0, 1, 2, 3}},
    {shape = {2, 6}, dtype = "int64",
      {2, 3, 3, 2, 4, 2, 4, 4, 3, 2, 2, 1}},
    {shape = {4}, dtype = "int64",
      {1, 5, 3, 3}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true, return_counts = true})", inputs = {"f5"}, results = {
    {shape = {5}, dtype = "float64",
      {-1.8251633644104004, -1.815875768661499, -1.197044849395752,
      -0.85218930244445801, 1.8919494152069092}},
    {shape = {5}, dtype = "int64",
      {5, 1, 4, 3, 2}},
    {shape = {5}, dtype = "int64",
      {1, 1, 1, 1, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true, return_counts = true})", inputs = {"b4"}, results = {
    {shape = {1}, dtype = "bool",
      {1}},
    {shape = {4}, dtype = "int64",
      {1, 1, 1, 1}},
    {shape = {1}, dtype = "int64",
      {4}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true, return_counts = true})", inputs = {"i1:3:3"}, results = {
    {shape = {1}, dtype = "int64",
      {3}},
    {shape = {1}, dtype = "int64",
      {1}},
    {shape = {1}, dtype = "int64",
      {1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true, return_counts = true})", inputs = {"i0:0:1"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true, return_counts = true})", inputs = {"=1,nan,2,nan,1,-0.0,0"}, results = {
    {shape = {5}, dtype = "float64",
      {-0, 1, 2, nan, nan}},
    {shape = {7}, dtype = "int64",
      {2, 4, 3, 5, 2, 1, 1}},
    {shape = {5}, dtype = "int64",
      {2, 2, 1, 1, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true, return_counts = true})", inputs = {"u8-40:0:5"}, results = {
    {shape = {6}, dtype = "uint8",
      {0, 1, 2, 3, 4, 5}},
    {shape = {40}, dtype = "int64",
      {6, 3, 4, 6, 5, 6, 3, 6, 2, 1, 6, 1, 4, 5, 3, 6, 5, 3, 1, 4, 6, 6, 3, 4, 1, 5,
      1, 6, 2, 1, 1, 6, 2, 1, 5, 5, 2, 2, 4, 6}},
    {shape = {6}, dtype = "int64",
      {8, 5, 5, 5, 6, 11}},
  }},
  {op = "unique", lua = "tensor.unique(a, {return_inverse = true, return_counts = true})", inputs = {"f:"}, results = {
    {shape = {1}, dtype = "float64",
      {1.899700403213501}},
    {shape = {}, dtype = "int64",
      {1}},
    {shape = {1}, dtype = "int64",
      {1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1, return_inverse = true, return_counts = true})", inputs = {"i6x2:0:1"}, results = {
    {shape = {4, 2}, dtype = "int64",
      {0, 0, 0, 1, 1, 0, 1, 1}},
    {shape = {6}, dtype = "int64",
      {2, 1, 3, 4, 2, 3}},
    {shape = {4}, dtype = "int64",
      {1, 2, 2, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 2, return_inverse = true, return_counts = true})", inputs = {"i2x7:0:1"}, results = {
    {shape = {2, 4}, dtype = "int64",
      {0, 0, 1, 1, 0, 1, 0, 1}},
    {shape = {7}, dtype = "int64",
      {3, 2, 2, 1, 3, 4, 2}},
    {shape = {4}, dtype = "int64",
      {1, 3, 2, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 2, return_inverse = true, return_counts = true})", inputs = {"i2x5x2:0:0"}, results = {
    {shape = {2, 1, 2}, dtype = "int64",
      {0, 0, 0, 0}},
    {shape = {5}, dtype = "int64",
      {1, 1, 1, 1, 1}},
    {shape = {1}, dtype = "int64",
      {5}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1, return_inverse = true, return_counts = true})", inputs = {"f3x2"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {-0.0047979354858398438, -1.2431797981262207, 0.48761272430419922,
      0.6413114070892334, 1.296973705291748, -1.8493208885192871}},
    {shape = {3}, dtype = "int64",
      {1, 3, 2}},
    {shape = {3}, dtype = "int64",
      {1, 1, 1}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1, return_inverse = true, return_counts = true})", inputs = {"i0x2:0:1"}, results = {
    {shape = {0, 2}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "unique", lua = "tensor.unique(a, {dim = 1, return_inverse = true, return_counts = true})", inputs = {"b5x1"}, results = {
    {shape = {2, 1}, dtype = "bool",
      {0, 1}},
    {shape = {5}, dtype = "int64",
      {1, 2, 2, 1, 1}},
    {shape = {2}, dtype = "int64",
      {3, 2}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true, return_counts = true})", inputs = {"i9:0:4"}, results = {
    {shape = {7}, dtype = "int64",
      {4, 3, 2, 1, 0, 1, 2}},
    {shape = {9}, dtype = "int64",
      {1, 2, 3, 4, 4, 5, 5, 6, 7}},
    {shape = {7}, dtype = "int64",
      {1, 1, 1, 2, 2, 1, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true, return_counts = true})", inputs = {"i2x6:0:3"}, results = {
    {shape = {9}, dtype = "int64",
      {1, 3, 0, 2, 1, 2, 3, 2, 0}},
    {shape = {2, 6}, dtype = "int64",
      {1, 1, 2, 3, 4, 5, 5, 5, 6, 7, 8, 9}},
    {shape = {9}, dtype = "int64",
      {2, 1, 1, 1, 3, 1, 1, 1, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true, return_counts = true})", inputs = {"f5"}, results = {
    {shape = {5}, dtype = "float64",
      {-1.9914913177490234, -1.8360130786895752, -0.57671380043029785,
      -1.4967262744903564, -1.1314437389373779}},
    {shape = {5}, dtype = "int64",
      {1, 2, 3, 4, 5}},
    {shape = {5}, dtype = "int64",
      {1, 1, 1, 1, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true, return_counts = true})", inputs = {"b4"}, results = {
    {shape = {2}, dtype = "bool",
      {1, 0}},
    {shape = {4}, dtype = "int64",
      {1, 1, 1, 2}},
    {shape = {2}, dtype = "int64",
      {3, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true, return_counts = true})", inputs = {"i1:3:3"}, results = {
    {shape = {1}, dtype = "int64",
      {3}},
    {shape = {1}, dtype = "int64",
      {1}},
    {shape = {1}, dtype = "int64",
      {1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true, return_counts = true})", inputs = {"i0:0:1"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true, return_counts = true})", inputs = {"=1,nan,2,nan,1,-0.0,0"}, results = {
    {shape = {6}, dtype = "float64",
      {1, nan, 2, nan, 1, -0}},
    {shape = {7}, dtype = "int64",
      {1, 2, 3, 4, 5, 6, 6}},
    {shape = {6}, dtype = "int64",
      {1, 1, 1, 1, 1, 2}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true, return_counts = true})", inputs = {"u8-40:0:5"}, results = {
    {shape = {31}, dtype = "uint8",
      {3, 4, 5, 4, 5, 1, 4, 2, 3, 4, 3, 4, 5, 1, 4, 3, 2, 5, 4, 3, 2, 4, 1, 3, 2, 5,
      0, 4, 3, 0, 2}},
    {shape = {40}, dtype = "int64",
      {1, 2, 3, 4, 5, 5, 6, 7, 7, 7, 7, 8, 9, 9, 9, 10, 11, 12, 13, 14, 15, 16, 17,
      18, 19, 20, 21, 21, 22, 23, 24, 25, 26, 27, 28, 29, 29, 30, 30, 31}},
    {shape = {31}, dtype = "int64",
      {1, 1, 1, 1, 2, 1, 4, 1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1,
      1, 1, 2, 2, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {return_inverse = true, return_counts = true})", inputs = {"f:"}, results = {
    {shape = {1}, dtype = "float64",
      {-1.9837400913238525}},
    {shape = {}, dtype = "int64",
      {1}},
    {shape = {1}, dtype = "int64",
      {1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1, return_inverse = true, return_counts = true})", inputs = {"i6x2:0:1"}, results = {
    {shape = {6, 2}, dtype = "int64",
      {0, 0, 1, 1, 1, 0, 1, 1, 0, 0, 0, 1}},
    {shape = {6}, dtype = "int64",
      {1, 2, 3, 4, 5, 6}},
    {shape = {6}, dtype = "int64",
      {1, 1, 1, 1, 1, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 2, return_inverse = true, return_counts = true})", inputs = {"i2x7:0:1"}, results = {
    {shape = {2, 7}, dtype = "int64",
      {1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0, 1, 0, 1}},
    {shape = {7}, dtype = "int64",
      {1, 2, 3, 4, 5, 6, 7}},
    {shape = {7}, dtype = "int64",
      {1, 1, 1, 1, 1, 1, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 2, return_inverse = true, return_counts = true})", inputs = {"i2x5x2:0:0"}, results = {
    {shape = {2, 1, 2}, dtype = "int64",
      {0, 0, 0, 0}},
    {shape = {5}, dtype = "int64",
      {1, 1, 1, 1, 1}},
    {shape = {1}, dtype = "int64",
      {5}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1, return_inverse = true, return_counts = true})", inputs = {"f3x2"}, results = {
    {shape = {3, 2}, dtype = "float64",
      {0.69449186325073242, 0.082708597183227539, -0.26756668090820312,
      1.8728315830230713, -0.024691343307495117, 1.8604400157928467}},
    {shape = {3}, dtype = "int64",
      {1, 2, 3}},
    {shape = {3}, dtype = "int64",
      {1, 1, 1}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1, return_inverse = true, return_counts = true})", inputs = {"i0x2:0:1"}, results = {
    {shape = {0, 2}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "unique_consecutive", lua = "tensor.unique_consecutive(a, {dim = 1, return_inverse = true, return_counts = true})", inputs = {"b5x1"}, results = {
    {shape = {2, 1}, dtype = "bool",
      {0, 1}},
    {shape = {5}, dtype = "int64",
      {1, 1, 1, 1, 2}},
    {shape = {2}, dtype = "int64",
      {4, 1}},
  }},
  {op = "unique", lua = "a:unique(true, true)", inputs = {"i5:0:2"}, results = {
    {shape = {2}, dtype = "int64",
      {1, 2}},
    {shape = {5}, dtype = "int64",
      {2, 2, 2, 1, 2}},
  }},
  {op = "unique", lua = "a:unique{sorted = false}", inputs = {"i5:0:2"}, results = {
    {shape = {2}, dtype = "int64",
      {0, 1}},
  }},
  {op = "unique_consecutive", lua = "a:unique_consecutive(false, true, -1)", inputs = {"i1x5:0:1"}, results = {
    {shape = {1, 2}, dtype = "int64",
      {1, 0}},
    {shape = {2}, dtype = "int64",
      {2, 3}},
  }},
  {op = "order_of_rows", lua = "tensor._ops.order_of_rows(a)", inputs = {"i9x2:0:2"}, results = {
    {shape = {9}, dtype = "int64",
      {7, 8, 5, 2, 3, 4, 9, 1, 6}},
  }},
  {op = "bincount", lua = "a:bincount()", inputs = {"p9:5"}, results = {
    {shape = {5}, dtype = "int64",
      {1, 4, 1, 1, 2}},
  }},
  {op = "bincount", lua = "a:bincount(b)", inputs = {"p9:5", "f9"}, results = {
    {shape = {4}, dtype = "float64",
      {-1.9496407508850098, -1.6714766025543213, -0.31407308578491211,
      -0.18352484703063965}},
  }},
  {op = "bincount", lua = "a:bincount(b:float(), 8)", inputs = {"p9:5", "f9"}, results = {
    {shape = {8}, dtype = "float32",
      {-1.3032753467559814, 2.5193548202514648, -1.4088814258575439,
      -1.0745842456817627, 1.3010735511779785, 0, 0, 0}},
  }},
  {op = "bincount", lua = "a:bincount(b)", inputs = {"p9:5", "i9:-3:3"}, results = {
    {shape = {5}, dtype = "float64",
      {1, -1, -4, 0, -5}},
  }},
  {op = "bincount", lua = "a:bincount{minlength = 7}", inputs = {"p3:5"}, results = {
    {shape = {7}, dtype = "int64",
      {1, 0, 1, 0, 1, 0, 0}},
  }},
  {op = "bincount", lua = "a:bincount{minlength = 2}", inputs = {"p0:5"}, results = {
    {shape = {2}, dtype = "int64",
      {0, 0}},
  }},
  {op = "bincount", lua = "a:bincount()", inputs = {"p0:5"}, results = {
    {shape = {0}, dtype = "int64",
      {}},
  }},
  {op = "histc", lua = "a:histc(5)", inputs = {"f20"}, results = {
    {shape = {5}, dtype = "float64",
      {6, 4, 4, 1, 5}},
  }},
  {op = "histc", lua = "a:histc()", inputs = {"f2x20"}, results = {
    {shape = {100}, dtype = "float64",
      {1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 3, 0, 0, 0, 1, 1, 1, 0, 0,
      1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 1, 1, 2, 1, 0,
      1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1,
      0, 1, 0, 0, 2, 0, 0, 2, 1, 0, 0, 1}},
  }},
  {op = "histc", lua = "a:histc(4, -1, 1)", inputs = {"f20"}, results = {
    {shape = {4}, dtype = "float64",
      {1, 3, 3, 2}},
  }},
  {op = "histc", lua = "a:histc{bins = 4, min = -1, max = 1}", inputs = {"=nan,1,-1,0,5,0.5"}, results = {
    {shape = {4}, dtype = "float64",
      {1, 0, 1, 2}},
  }},
  {op = "histc", lua = "a:float():histc(10, 0, 1)", inputs = {"=0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9,1,0"}, results = {
    {shape = {10}, dtype = "float32",
      {1, 1, 1, 1, 1, 1, 1, 1, 1, 2}},
  }},
  {op = "histc", lua = "a:histc(3)", inputs = {"=2,2"}, results = {
    {shape = {3}, dtype = "float64",
      {0, 2, 0}},
  }},
  {op = "histc", lua = "a:histc(3)", inputs = {"f0"}, results = {
    {shape = {3}, dtype = "float64",
      {0, 0, 0}},
  }},
  {op = "histc", lua = "a:detach():to(\"float16\"):histc(3)", inputs = {"f9"}, results = {
    {shape = {3}, dtype = "float16",
      {4, 1, 4}},
  }},
  {op = "histogram", lua = "a:histogram(4)", inputs = {"f20"}, results = {
    {shape = {4}, dtype = "float64",
      {9, 3, 4, 4}},
    {shape = {5}, dtype = "float64",
      {-1.9901409149169922, -1.0058158040046692, -0.021490693092346191,
      0.96283441781997681, 1.9471595287322998}},
  }},
  {op = "histogram", lua = "a:histogram(4)", inputs = {"f2x3"}, results = {
    {shape = {4}, dtype = "float64",
      {3, 1, 0, 2}},
    {shape = {5}, dtype = "float64",
      {-1.482677698135376, -0.80801284313201904, -0.13334798812866211,
      0.54131686687469482, 1.2159817218780518}},
  }},
  {op = "histogram", lua = "a:histogram(4, {range = {-1, 1}})", inputs = {"f20"}, results = {
    {shape = {4}, dtype = "float64",
      {1, 6, 4, 3}},
    {shape = {5}, dtype = "float64",
      {-1, -0.5, 0, 0.5, 1}},
  }},
  {op = "histogram", lua = "a:histogram(4, {weight = b})", inputs = {"f20", "g20"}, results = {
    {shape = {4}, dtype = "float64",
      {4.3223340272903448, 9.2906402111053463, 9.8012735366821282,
      0.72674498558044442}},
    {shape = {5}, dtype = "float64",
      {-1.9038467407226562, -0.93190962076187134, 0.040027499198913574,
      1.0119646191596985, 1.9839017391204834}},
  }},
  {op = "histogram", lua = "a:histogram(4, {weight = b, density = true})", inputs = {"f20", "g20"}, results = {
    {shape = {4}, dtype = "float64",
      {0.26349521131931997, 0.20521975556851765, 0.26853548219270035,
      0.36459647530741357}},
    {shape = {5}, dtype = "float64",
      {-1.7610559463500977, -0.85348886251449585, 0.054078221321105957,
      0.96164530515670776, 1.8692123889923096}},
  }},
  {op = "histogram", lua = "a:histogram(b)", inputs = {"f20", "=-1,-0.5,0.1,2"}, results = {
    {shape = {3}, dtype = "float64",
      {2, 2, 12}},
    {shape = {4}, dtype = "float64",
      {-1, -0.5, 0.10000000000000001, 2}},
  }},
  {op = "histogram", lua = "a:histogram(b, {density = true})", inputs = {"=-1,2,-3,nan,0.1,5", "=-1,-0.5,0.1,2"}, results = {
    {shape = {3}, dtype = "float64",
      {0.66666666666666663, 0, 0.35087719298245612}},
    {shape = {4}, dtype = "float64",
      {-1, -0.5, 0.10000000000000001, 2}},
  }},
  {op = "histogram", lua = "a:histogram(3)", inputs = {"=2,2"}, results = {
    {shape = {3}, dtype = "float64",
      {0, 2, 0}},
    {shape = {4}, dtype = "float64",
      {1.5, 1.8333333333333333, 2.1666666666666665, 2.5}},
  }},
  {op = "histogram", lua = "a:histogram(2)", inputs = {"f0"}, results = {
    {shape = {2}, dtype = "float64",
      {0, 0}},
    {shape = {3}, dtype = "float64",
      {0, 0.5, 1}},
  }},
  {op = "histogram", lua = "a:float():histogram(7)", inputs = {"f20"}, results = {
    {shape = {7}, dtype = "float32",
      {1, 8, 2, 3, 3, 1, 2}},
    {shape = {8}, dtype = "float32",
      {-1.4233014583587646, -0.94263762235641479, -0.46197378635406494,
      0.018690049648284912, 0.49935394525527954, 0.98001778125762939, 1.460681676864624,
      1.9413454532623291}},
  }},
  {op = "cov", lua = "a:cov()", inputs = {"f3x4"}, results = {
    {shape = {3, 3}, dtype = "float64",
      {2.0963700620659629, 1.0558890192707036, -1.9065942700712526,
      1.0558890192707036, 2.207235220051468, -0.32900131194767823, -1.9065942700712526,
      -0.32900131194767823, 1.9842830169884753}},
  }, grads = {
    {-1.4995810077743363, 1.332386908874708, 0.63253134123926935,
      -0.46533724233964102, -0.44901422152431769, 0.35686113959685883, 0.80414393766811543,
      -0.71199085574065657, 0.71084505716953572, -0.68988299938653586, 0.057366275450618807,
      -0.078328333233618708},
  }},
  {op = "cov", lua = "a:cov()", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {1.0716808091413383}},
  }, grads = {
    {-0.081256586791835131, 0.04009364173241467, 0.63850206813571042,
      -0.24846438585548183, -0.34887473722080814},
  }},
  {op = "cov", lua = "a:cov()", inputs = {"i2x4:-5:5"}, results = {
    {shape = {2, 2}, dtype = "float32",
      {9.5833330154418945, 12.25, 12.25, 16.916666030883789}},
  }},
  {op = "cov", lua = "a:cov(0)", inputs = {"f2x4"}, results = {
    {shape = {2, 2}, dtype = "float64",
      {0.53299721791672994, -0.83885914477486523, -0.83885914477486523,
      1.9225459160304972}},
  }, grads = {
    {-1.0701516064688761, -0.27479484995235026, 0.95688005403024334,
      0.388066402390983, 0.77609108739724775, 0.20417027178211811, -0.68048825868251583,
      -0.29977310049685002},
  }},
  {op = "cov", lua = "a:cov{fweights = b}", inputs = {"f2x4", "i4:1:3"}, results = {
    {shape = {2, 2}, dtype = "float64",
      {1.4102952492638565, -1.3234503646942641, -1.3234503646942641,
      1.3122197124056527}},
  }, grads = {
    {-0.03494026291324985, -0.34597222002336708, -0.23192538256460579,
      0.61283786550122277, -0.062019872357868155, -0.043951152532019963, -0.045254919983739185,
      0.15122594487362731},
  }},
  {op = "cov", lua = "a:cov{aweights = b}", inputs = {"f2x4", "g4"}, results = {
    {shape = {2, 2}, dtype = "float64",
      {0.73163444752228912, 0.33895487866696239, 0.33895487866696239,
      0.65677375436660235}},
  }, grads = {
    {0.62732186947599622, -0.44316315746857099, -0.023461444669430346,
      -0.16069726733799486, -0.21840339814502141, 1.0858724198161531, -0.25651907220670311,
      -0.61094994946442871},
    {-0.94879682536277909, 0.17528561281203353, 0.0042866085142326815,
      0.48626921004498935},
  }},
  {op = "cov", lua = "a:cov{correction = 2, fweights = b, aweights = c}", inputs = {"f2x4", "i4:1:3", "g4"}, results = {
    {shape = {2, 2}, dtype = "float64",
      {1.100509118883007, -0.81994957519132239, -0.81994957519132239,
      0.63401856966614567}},
  }, grads = {
    {-0.033670317313833131, 0.16298750731386874, -0.30204499986744043,
      0.17272780986740482, -0.016789393001875257, -0.097426729563712219, 0.087528219092499582,
      0.02668790347308788},
    {0.0053607549011441043, 0.0082477523165378763, 0.038017354603028769,
      -0.10348968741405006},
  }},
  {op = "cov", lua = "a:cov(0, nil, b)", inputs = {"f2x4", "g4"}, results = {
    {shape = {2, 2}, dtype = "float64",
      {0.62234639062928754, -0.42663614634012681, -0.42663614634012681,
      1.5040753722270521}},
  }, grads = {
    {-0.13226967987775776, -0.42113052108642329, -0.36762492282372694,
      0.92102512378790802, 0.06876305982349766, 0.89234677838282761, 0.26399976726419982,
      -1.2251096054705251},
    {0.43914276167795452, 0.23270447794954002, 0.38588035593189718,
      -1.1042493481181106},
  }},
  {op = "cov", lua = "a:detach():cov(5)", inputs = {"f2x3"}, results = {
    {shape = {2, 2}, dtype = "float64",
      {inf, -inf, -inf, inf}},
  }},
  {op = "cov", lua = "a:cov()", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
  }, grads = {
    {nan},
  }},
  {op = "cov", lua = "a:cov()", inputs = {"f2x1"}, results = {
    {shape = {2, 2}, dtype = "float64",
      {nan, nan, nan, nan}},
  }, grads = {
    {nan, nan},
  }},
  {op = "corrcoef", lua = "a:corrcoef()", inputs = {"f3x4"}, results = {
    {shape = {3, 3}, dtype = "float64",
      {0.99999999999999989, -0.14426050612460253, -0.57767448388840514,
      -0.14426050612460253, 1, 0.7646692334625792, -0.57767448388840514, 0.7646692334625792, 1}},
  }, grads = {
    {-0.18391189457943311, 0.018901503112696647, 0.068804553806239038,
      0.096205837660497437, -0.025087733796826717, 0.14214260798977502, -0.44628865268780854,
      0.32923377849486024, 0.097295295667831988, 0.062261050274655984, 0.069607810520404462,
      -0.22916415646289245},
  }},
  {op = "corrcoef", lua = "a:corrcoef()", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {1}},
  }, grads = {
    {3.2538320020776231e-17, -1.9719916981837216e-17, -2.0978472283836648e-17,
      2.0498104017580972e-17, -1.2338034772683339e-17},
  }},
  {op = "corrcoef", lua = "a:corrcoef()", inputs = {"i2x4:-5:5"}, results = {
    {shape = {2, 2}, dtype = "float32",
      {1, -0.3656361997127533, -0.3656361997127533, 0.99999994039535522}},
  }},
  {op = "trace", lua = "a:trace()", inputs = {"f3x4"}, results = {
    {shape = {}, dtype = "float64",
      {1.1469368934631348}},
  }, grads = {
    {-0.78441762924194336, 0, 0, 0, 0, -0.78441762924194336, 0, 0, 0, 0,
      -0.78441762924194336, 0},
  }},
  {op = "trace", lua = "a:trace()", inputs = {"i8-3x2:-9:9"}, results = {
    {shape = {}, dtype = "int64",
      {-1}},
  }},
  {op = "trace", lua = "a:trace()", inputs = {"f0x2"}, results = {
    {shape = {}, dtype = "float64",
      {0}},
  }, grads = {
    {},
  }},
  {op = "trace", lua = "a:trace()", inputs = {"f1x1"}, results = {
    {shape = {}, dtype = "float64",
      {1.705547571182251}},
  }, grads = {
    {-0.18504524230957031},
  }},
  {op = "renorm", lua = "a:renorm(2, 1, 1.5)", inputs = {"f3x4"}, results = {
    {shape = {3, 4}, dtype = "float64",
      {0.10779747883350047, 0.071476770777705423, 0.48494412774384815,
      -1.4135415617499947, 0.76428335562840899, 0.48911389394299704, -0.87244081097616633,
      0.81577288387629643, -0.88687612781575142, 0.12275248459383302, -0.94130079583089488,
      0.74989010666912326}},
  }, grads = {
    {0.4925510148575401, 0.066242063908334731, 0.33895173759703362,
      0.15719604403570311, -0.45913479881173991, -0.13444181996902968, -0.20954531504708493,
      0.28666135267133319, 0.53367366565774044, -0.43193141763061549, -0.32601117214132558,
      0.29264088897883755},
  }},
  {op = "renorm", lua = "a:renorm(1, 1, 1.5)", inputs = {"f3x4"}, results = {
    {shape = {3, 4}, dtype = "float64",
      {-0.43459964086696729, -0.30744910872043135, -0.58455260639802864,
      0.17339861068751017, -0.37601682717842339, -0.14434802632114532, -0.18784332518258487,
      0.79179177940313938, 0.048237354676806642, -0.69008971423412213, -0.6368711022751985,
      -0.12480177641523872}},
  }, grads = {
    {0.16141493914749852, 0.16809206532858925, -0.16301376848307966,
      0.15306067217911901, -0.19926554718702105, -0.29917995891184646, -0.26336177062080107,
      -0.21165158873349646, 0.0062880433792856577, -0.19653020815698302, 0.29187649031587803,
      -0.40032200988674754},
  }},
  {op = "renorm", lua = "a:renorm(3, 1, 1.5)", inputs = {"f3x4"}, results = {
    {shape = {3, 4}, dtype = "float64",
      {1.2960208631358192, 0.90630483021416575, -0.75422455546808653,
      -0.29098950389018796, -0.40191948825735774, 1.2650364240155627, 1.0507759326330319,
      0.50056069394218905, 0.77885019536443711, 1.038639547171101, -0.98278392659958758,
      -0.94085476930045875}},
  }, grads = {
    {-0.16459130635844205, 0.15976504103267652, -0.23921972879130529,
      0.38457580250564932, 0.48530428971407225, 0.2237023072941115, 0.079501814603869472,
      -0.34256969256757763, -0.087038256346386608, 0.15516487226822806, 0.39419058920654787,
      -0.31251752093802765},
  }},
  {op = "renorm", lua = "a:renorm(math.huge, 1, 1.5)", inputs = {"f3x4"}, results = {
    {shape = {3, 4}, dtype = "float64",
      {1.4999999179166073, -1.4902277313163477, 0.36572879014922244,
      -0.94453915604807637, 0.77740772408995951, 0.46251248184457544, 1.4999999115600082,
      -0.081562161641070677, 1.2757363319396973, 0.20867705345153809, 1.2933921813964844,
      0.62856936454772949}},
  }, grads = {
    {0.091063284666537292, 0.45954835710088632, 0.030394193187134936,
      -0.56865900655981927, -0.33652520228618599, -0.023608751045012304, 0.17435226628860878,
      -0.13496801130284322, -0.077702522277832031, 0.73937427997589111, -0.51883244514465332,
      -0.96332454681396484},
  }},
  {op = "renorm", lua = "a:renorm(2, -1, 0.5)", inputs = {"f2x3x2"}, results = {
    {shape = {2, 3, 2}, dtype = "float64",
      {0.20082143070964248, -0.25535235633824377, -0.22913279689055338,
      0.012531226471397072, 0.25663909394381557, -0.29802219912934458, -0.12602515396888048,
      -0.16588248695437571, -0.25708945118785043, 0.23893211945925866, -0.096581320795413955,
      0.10590249440440697}},
  }, grads = {
    {0.0011038828081802799, 0.014230664570726696, -0.016916726193727128,
      0.1333926531421927, -0.034899859692962505, 0.046698161669104003, -0.00069503839532219234,
      -0.13203813153011082, -0.05069370147688855, -0.086283627767517176, 0.085540330426741681,
      0.13779149614735911},
  }},
  {op = "renorm", lua = "a:renorm{p = 2, dim = 2, maxnorm = 0}", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {0, -0, 0, 0, 0, -0}},
  }, grads = {
    {-0, -0, -0, 0, -0, -0},
  }},
  {op = "sum_to_size", lua = "a:sum_to_size(3)", inputs = {"f2x3"}, results = {
    {shape = {3}, dtype = "float64",
      {0.012312650680541992, 0.77859139442443848, -1.0799763202667236}},
  }, grads = {
    {0.97681105136871338, 0.97577738761901855, 0.36004173755645752,
      0.97681105136871338, 0.97577738761901855, 0.36004173755645752},
  }},
  {op = "sum_to_size", lua = "a:sum_to_size({2, 1})", inputs = {"f2x3"}, results = {
    {shape = {2, 1}, dtype = "float64",
      {1.3735456466674805, -4.4135284423828125}},
  }, grads = {
    {-0.88998377323150635, -0.88998377323150635, -0.88998377323150635,
      0.36066508293151855, 0.36066508293151855, 0.36066508293151855},
  }},
  {op = "sum_to_size", lua = "a:sum_to_size(2, 3)", inputs = {"f2x3"}, results = {
    {shape = {2, 3}, dtype = "float64",
      {-0.36653518676757812, -1.6437292098999023, 0.68812751770019531,
      -1.2520813941955566, 0.45768857002258301, -0.96080756187438965}},
  }, grads = {
    {0.42525410652160645, 0.57929587364196777, -0.98705482482910156,
      -0.88110208511352539, 0.13320207595825195, 0.76303458213806152},
  }},
  {op = "sum_to_size", lua = "a:sum_to_size(1, 3)", inputs = {"f4x2x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {-6.7249553203582764, -3.4044697284698486, -4.0626235008239746}},
  }, grads = {
    {0.648445725440979, 0.75372219085693359, 0.077045679092407227,
      0.648445725440979, 0.75372219085693359, 0.077045679092407227, 0.648445725440979,
      0.75372219085693359, 0.077045679092407227, 0.648445725440979, 0.75372219085693359,
      0.077045679092407227, 0.648445725440979, 0.75372219085693359, 0.077045679092407227,
      0.648445725440979, 0.75372219085693359, 0.077045679092407227, 0.648445725440979,
      0.75372219085693359, 0.077045679092407227, 0.648445725440979, 0.75372219085693359,
      0.077045679092407227},
  }},
  {op = "sum_to_size", lua = "a:sum_to_size{}", inputs = {"f2x3"}, results = {
    {shape = {}, dtype = "float64",
      {1.9513506889343262}},
  }, grads = {
    {-0.97564756870269775, -0.97564756870269775, -0.97564756870269775,
      -0.97564756870269775, -0.97564756870269775, -0.97564756870269775},
  }},
}
