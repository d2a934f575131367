using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Refusals;

/// <summary>What programs refuse or leave unread of settings that stand together, as rows of data; here is by what each is known.</summary>
internal static class RefusalFiles
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RefusalFile> All { get; } =
    [
        new("sd-scripts", "sd-scripts", "kohya") { Elsewhere = ["config_file"] },
        new("diffusers", "diffusers"),
        new("open-clip", "open_clip"),
        new("timm", "timm-train") { Elsewhere = ["config"] },
        new("ultralytics", "ultralytics"),
        new("basicsr", "basicsr"),
        new("caffe", "caffe"),
        new("darknet", "darknet"),
        new("simpletuner", "simpletuner"),
        new("ai-toolkit", "ai-toolkit"),
        new("detectron2", "detectron2"),
        new("openmmlab", "openmmlab"),
        new("tensorflow-detection", "tensorflow-object-detection"),
        new("yolov5") { Starts = view => IsStem(view, "train") && view.HasAny("img", "imgsz", "img_size") && view.HasAny("data", "weights", "cfg", "hyp", "resume") },
        new("gaussian-splatting") { Starts = view => IsStem(view, "train") && view.Count("s", "source_path", "m", "model_path", "iterations", "densify_until_iter", "densify_from_iter", "position_lr_max_steps", "save_iterations", "test_iterations") >= 2 },
        new("stylegan") { Starts = view => IsStem(view, "train") && view.HasAll("outdir", "data") && view.HasAny("gpus", "gamma", "cfg", "mirror", "kimg") },
        new("pix2pix") { Starts = view => IsStem(view, "train") && view.Has("dataroot") && view.HasAny("model", "netG", "n_epochs", "niter", "dataset_mode", "direction", "name") },
        new("moco") { Starts = view => view.HasAny("moco_k", "moco_m", "moco_t") },
        new("mae") { Starts = view => (IsStem(view, "main_pretrain", "main_finetune", "main_linprobe") || view.Has("norm_pix_loss")) && view.HasAny("blr", "lr", "model") },
        new("dino") { Starts = view => IsStem(view, "main_dino") },
    ];

    /// <summary>Notes what the program that reads a document makes of its settings together.</summary>
    /// <param name="dialect">What the document is written in; null where no dialect knows it.</param>
    /// <param name="view">The document, with its base files.</param>
    /// <param name="observations">Where it is noted.</param>
    /// <returns>True when a program is known to read the document.</returns>
    public static bool Observe(Dialect? dialect, ConfigView view, ICollection<Observation> observations)
    {
        var isKnown = false;
        foreach (var file in All.Where(file => dialect is not null && file.Dialects.Contains(dialect.Name)
            || (view.Root.Command is not null && file.Starts(view))))
        {
            isKnown = true;
            var seen = view.HasAny(file.Elsewhere) && view.IsComplete ? new ConfigView(view.File, view.Root, isComplete: false) : view;
            var scope = new RecipeScope(dialect?.Rearranged(seen) ?? seen, dialect?.Loader ?? Loaders.Argparse, new List<Observation>());
            foreach (var row in file.Rows)
            {
                row.Observe(scope, observations);
            }
        }

        return isKnown;
    }

    private static bool IsStem(ConfigView view, params string[] stems) => Array.IndexOf(stems, view.Root.Command!.Stem) >= 0;
}
