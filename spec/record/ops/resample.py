"""Padding, interpolation, rearranging, grids."""

from opcases import case

for lua, py, shape in [("{1, 2}", "(1, 2)", "f2x3"), ("{1, 0, 2, 1}", "(1, 0, 2, 1)", "f2x3"), ("{-1, 2}", "(-1, 2)", "f2x3"),
                       ("{-1, -1, 0, -1}", "(-1, -1, 0, -1)", "f2x3"), ("{-2, 0}", "(-2, 0)", "f1x2"), ("{-3, 4}", "(-3, 4)", "f1x4"),
                       ('{1, 1}, "constant", 2.5', '(1, 1), "constant", 2.5', "f3"), ("{}", "()", "f2x2"), ("{1, 1}", "(1, 1)", "f0x2"),
                       ("{1, 1}, {value = -1}", "(1, 1), value=-1", "i2x2:0:9"), ("{0, 1}, {value = 1}", "(0, 1), value=1", "b2x2")]:
    case("pad", "nn.functional.pad(a, %s)" % lua, "F.pad(a, %s)" % py, shape)
for mode in ["reflect", "replicate", "circular"]:
    for pad, shape in [("2, 1", "f1x2x3"), ("1, 2", "f2x4"), ("1, 1, 0, 1", "f1x1x2x3"), ("-1, 2, 1, 0", "f1x3x3"),
                       ("1, 0, 1, 1, 0, 1", "f1x1x2x2x2"), ("0, 0", "f1x3"), ("1, 1", "f0x2x3")]:
        case("pad", 'nn.functional.pad(a, {%s}, "%s")' % (pad, mode), 'F.pad(a, (%s), "%s")' % (pad, mode), shape)
case("pad", 'nn.functional.pad(a, {4, 5}, "replicate")', 'F.pad(a, (4, 5), "replicate")', "f1x1x2")
case("pad", 'nn.functional.pad(a, {1, 1}, "reflect")', 'F.pad(a, (1, 1), "reflect")', "i1x1x3:0:9")

for size in ["5", "2", "3", "7", "1"]:
    for mode in ["nearest", "nearest-exact", "linear", "area"]:
        case("interpolate", 'nn.functional.interpolate(a, %s, {mode = "%s"})' % (size, mode), 'F.interpolate(a, %s, mode="%s")' % (size, mode), "f1x2x3")
    case("interpolate", 'nn.functional.interpolate(a, {%s}, {mode = "linear", align_corners = true})' % size,
         'F.interpolate(a, (%s,), mode="linear", align_corners=True)' % size, "f1x1x4")
    for mode in ["bilinear", "bicubic"]:
        for shape in ["f1x1x3x4"]:
            case("interpolate", 'nn.functional.interpolate(a, {%s, 3}, {mode = "%s"})' % (size, mode), 'F.interpolate(a, (%s, 3), mode="%s")' % (size, mode), shape)
            case("interpolate", 'nn.functional.interpolate(a, {3, %s}, {mode = "%s", align_corners = true})' % (size, mode),
                 'F.interpolate(a, (3, %s), mode="%s", align_corners=True)' % (size, mode), shape)
            case("interpolate", 'nn.functional.interpolate(a, {%s, 2}, {mode = "%s", antialias = true})' % (size, mode),
                 'F.interpolate(a, (%s, 2), mode="%s", antialias=True)' % (size, mode), shape)
for scale in ["2", "0.5", "1.7", "0.7"]:
    for mode in ["nearest", "nearest-exact", "bilinear", "bicubic", "area"]:
        case("interpolate", 'nn.functional.interpolate(a, {scale_factor = %s, mode = "%s"})' % (scale, mode),
             'F.interpolate(a, scale_factor=%s, mode="%s")' % (scale, mode), "f1x1x4x3")
        case("interpolate", 'nn.functional.interpolate(a:float(), {scale_factor = %s, mode = "%s", recompute_scale_factor = true})' % (scale, mode),
             'F.interpolate(a.float(), scale_factor=%s, mode="%s", recompute_scale_factor=True)' % (scale, mode), "f1x1x5x3")
    case("interpolate", 'nn.functional.interpolate(a:float(), {scale_factor = %s, mode = "nearest"})' % scale, 'F.interpolate(a.float(), scale_factor=%s, mode="nearest")' % scale, "f1x1x23")
    case("interpolate", 'nn.functional.interpolate(a:float(), {scale_factor = %s, mode = "bicubic", antialias = true})' % scale,
         'F.interpolate(a.float(), scale_factor=%s, mode="bicubic", antialias=True)' % scale, "f1x1x9x7")
    case("interpolate", 'nn.functional.interpolate(a:float(), {scale_factor = %s, mode = "bilinear", antialias = true})' % scale,
         'F.interpolate(a.float(), scale_factor=%s, mode="bilinear", antialias=True)' % scale, "f2x1x9x7")
for mode in ["nearest", "nearest-exact", "trilinear", "area"]:
    case("interpolate", 'nn.functional.interpolate(a, {3, 2, 4}, nil, "%s")' % mode, 'F.interpolate(a, (3, 2, 4), mode="%s")' % mode, "f1x1x2x2x3")
    case("interpolate", 'nn.functional.interpolate(a, nil, {2, 1, 1.5}, "%s")' % mode, 'F.interpolate(a, scale_factor=(2, 1, 1.5), mode="%s")' % mode, "f1x1x2x2x3")
case("interpolate", 'nn.functional.interpolate(a, {2, 3, 2}, {mode = "trilinear", align_corners = true})', 'F.interpolate(a, (2, 3, 2), mode="trilinear", align_corners=True)', "f1x1x3x2x2")
case("interpolate", 'nn.functional.interpolate(a, {scale_factor = 2})', "F.interpolate(a, scale_factor=2)", "u8-1x1x2x3:0:255")
case("interpolate", 'nn.functional.interpolate(a, 2, {mode = "bilinear"})', 'F.interpolate(a, 2, mode="bilinear")', "f0x1x4x3")
case("upsample", "nn.functional.upsample(a, {scale_factor = 2})", "F.upsample(a, scale_factor=2)", "f1x1x3")
case("upsample", 'nn.functional.upsample(a, {4, 3}, {mode = "bilinear", align_corners = true})', 'F.upsample(a, (4, 3), mode="bilinear", align_corners=True)', "f1x1x3x2")
case("upsample_nearest", "nn.functional.upsample_nearest(a, 5)", "F.upsample_nearest(a, 5)", "f1x2x3")
case("upsample_bilinear", "nn.functional.upsample_bilinear(a, {scale_factor = 2})", "F.upsample_bilinear(a, scale_factor=2)", "f1x1x3x2")

case("interpolate", 'nn.functional.interpolate(a:detach(), {scale_factor = 0.7, mode = "area"})', 'F.interpolate(a.detach(), scale_factor=0.7, mode="area")', "f2x1x1x3")

# bytes: weights of 16 bits, and rounding after each dimension
for lua, py, shape in [
        ('{3, 5}, {mode = "bilinear"}', '(3, 5), mode="bilinear"', "4x4"), ('{6, 5}, {mode = "bilinear", align_corners = true}', '(6, 5), mode="bilinear", align_corners=True', "4x3"),
        ('{3, 7}, {mode = "bicubic"}', '(3, 7), mode="bicubic"', "5x3"), ('{2, 3}, {mode = "bicubic", antialias = true}', '(2, 3), mode="bicubic", antialias=True', "5x5"),
        ('{2, 4}, {mode = "bilinear", antialias = true}', '(2, 4), mode="bilinear", antialias=True', "5x4"),
        ('{scale_factor = {1.3, 2}, mode = "bicubic"}', 'scale_factor=(1.3, 2.0), mode="bicubic"', "2x3"), ('{2, 3}, {mode = "bicubic"}', '(2, 3), mode="bicubic"', "2x3")]:
    case("interpolate", "nn.functional.interpolate(a, %s)" % lua, "F.interpolate(a, %s)" % py, "u8-1x2x%s:0:255" % shape)

for shape in ["f1x4x2x2", "f8x1x2", "f2x1x4x1x2"]:
    case("pixel_shuffle", "nn.functional.pixel_shuffle(a, 2)", "F.pixel_shuffle(a, 2)", shape)
for shape in ["f1x1x4x2", "f2x2x4", "f2x1x1x2x2"]:
    case("pixel_unshuffle", "nn.functional.pixel_unshuffle(a, 2)", "F.pixel_unshuffle(a, 2)", shape)
for shape in ["f1x4x2", "f2x6x1x2", "i1x4x2x2:0:9"]:
    case("channel_shuffle", "nn.functional.channel_shuffle(a, 2)", "F.channel_shuffle(a, 2)", shape)

for align in ["false", "true"]:
    py = align.capitalize()
    for padding in ["zeros", "border", "reflection"]:
        for mode in ["bilinear", "nearest", "bicubic"]:
            case("grid_sample", 'nn.functional.grid_sample(a, b, "%s", "%s", %s)' % (mode, padding, align),
                 'F.grid_sample(a, b, "%s", "%s", %s)' % (mode, padding, py), "f1x2x3x2", "f1x2x3x2")
        for mode in ["bilinear", "nearest"]:
            case("grid_sample", 'nn.functional.grid_sample(a, b, "%s", "%s", %s)' % (mode, padding, align),
                 'F.grid_sample(a, b, "%s", "%s", %s)' % (mode, padding, py), "f1x1x2x2x3", "f1x1x2x2x3")
    case("affine_grid", "nn.functional.affine_grid(a, {2, 1, 2, 3}, %s)" % align, "F.affine_grid(a, (2, 1, 2, 3), %s)" % py, "f2x2x3")
    case("affine_grid", "nn.functional.affine_grid(a, {1, 1, 2, 1, 3}, %s)" % align, "F.affine_grid(a, (1, 1, 2, 1, 3), %s)" % py, "f1x3x4")
    case("grid_sample", 'nn.functional.grid_sample(a, b, "bicubic", "zeros", %s)' % align, 'F.grid_sample(a, b, "bicubic", "zeros", %s)' % py,
         "f1x1x2x3x2", "f1x1x1x3x3")
for padding in ["border", "reflection"]:
    case("grid_sample", 'nn.functional.grid_sample(a, b, "bicubic", "%s")' % padding, 'F.grid_sample(a, b, "bicubic", "%s")' % padding,
         "f2x1x2x1x3", "f2x1x2x1x3")
case("grid_sample", "nn.functional.grid_sample(a, b)", "F.grid_sample(a, b)", "f0x2x3x2", "f0x2x3x2")
case("grid_sample", "nn.functional.grid_sample(a:detach(), b:view(1, 1, 5, 2))", "F.grid_sample(a.detach(), b.detach().view(1, 1, 5, 2))", "f1x1x2x2", "=inf,-inf,1e300,0,-1,-1,1,1,0,-1e300")

# ---- places at the ends, halfway between elements and beyond them; several blocks of places
EDGES = "=-1,-1,1,1,-1,1,0,0,-0.5,0.5,0.75,-0.25,1.5,-1.75,3,-3,-5,4.5,0.999,-0.999"
for padding in ["zeros", "border", "reflection"]:
    for mode in ["bilinear", "nearest", "bicubic"]:
        for align in ["false", "true"]:
            case("grid_sample", 'nn.functional.grid_sample(a, b:view(1, 2, 5, 2), "%s", "%s", %s)' % (mode, padding, align),
                 'F.grid_sample(a, b.view(1, 2, 5, 2), "%s", "%s", %s)' % (mode, padding, align.capitalize()), "f1x2x4x3", EDGES)
    case("grid_sample", 'nn.functional.grid_sample(a:float(), b:float(), "bilinear", "%s", false)' % padding,
         'F.grid_sample(a.float(), b.float(), "bilinear", "%s", False)' % padding, "f1x1x3x4", "f1x9x8x2")
    case("grid_sample", 'nn.functional.grid_sample(a, b:view(1, 1, 2, 3, 3), "bilinear", "%s", true)' % padding,
         'F.grid_sample(a, b.view(1, 1, 2, 3, 3), "bilinear", "%s", True)' % padding, "f1x2x2x3x2", "=-1,-1,1,1,-1,1,0,0,-0.5,0.5,0.75,-0.25,1.5,-1.75,3,-3,-5,4.5")
for shape, places in [("f2x0x2x3", "f2x2x2x2"), ("f1x2x2x3", "f1x0x2x2"), ("f1x1x1x1", "f1x2x2x2"), ("f3x5x2x2", "f3x2x1x2")]:
    case("grid_sample", "nn.functional.grid_sample(a, b)", "F.grid_sample(a, b, align_corners=False)", shape, places)
    case("grid_sample", 'nn.functional.grid_sample(a, b, "bilinear", "reflection", true)', 'F.grid_sample(a, b, "bilinear", "reflection", True)', shape, places)
