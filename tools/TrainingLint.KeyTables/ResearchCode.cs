using System.Collections.Generic;
using System.Linq;
using TrainingLint.KeyTables.Extraction;

namespace TrainingLint.KeyTables;

/// <summary>Programs of one repository each, whose configs are read against one declaration of all keys.</summary>
internal static class ResearchCode
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FrameworkRecipe> All { get; } =
    [
        // yacs refuses a key that its defaults lack; forks of these programs add some.
        new("pycls", "pycls", checkout => checkout.YacsKeys("_C", "pycls/core/config.py")) { IsTyped = true },
        new("swin", "Swin Transformer", checkout => checkout.YacsKeys("_C", "config.py")
            .Append(new DeclaredKey("BASE", "list") { Source = "config.py" })) { IsTyped = true },
        new("hrnet", "HRNet", checkout => checkout.YacsKeys("_C", "lib/config/default.py").Concat(
            checkout.YacsKeys("POSE_HIGH_RESOLUTION_NET", "lib/config/models.py")
                .Select(key => key with { Path = "MODEL.EXTRA." + key.Path }))
            .Concat(FirstStage())) { IsTyped = true },

        // opts.py declares what all modes take, transforms and scorers what theirs do.
        new("opennmt-py", "OpenNMT-py", checkout => checkout.ArgumentKeys(
            ["onmt/opts.py", .. checkout.Files("onmt/transforms", ".py"), .. checkout.Files("onmt/scorers", ".py")])
            .Concat(OpenNmtData())),

        // config/config.py hands the file to dacite, strictly; OLMo to OmegaConf's structured configs.
        new("nanotron", "nanotron", checkout => checkout.ClassKeys(checkout.Files("src/nanotron/config", ".py"), "Config")
            .Concat(NanotronModels(checkout))) { IsTyped = true },
        new("litgpt", "LitGPT", LitGpt),
        new("olmo", "OLMo", checkout => checkout.ClassKeys(["olmo/config.py"], "TrainConfig")) { IsTyped = true },
    ];

    // lib/models/cls_hrnet.py reads of the first stage what it reads of the others.
    private static IEnumerable<DeclaredKey> FirstStage() =>
        new[] { "NUM_MODULES", "NUM_BRANCHES", "NUM_BLOCKS", "NUM_CHANNELS", "BLOCK", "FUSE_METHOD" }
            .Select(name => new DeclaredKey("MODEL.EXTRA.STAGE1." + name, "any") { Source = "lib/models/cls_hrnet.py" });

    private static IEnumerable<DeclaredKey> NanotronModels(Checkout checkout)
    {
        var classes = checkout.Classes(checkout.Files("src/nanotron/config", ".py"));
        var keys = new ClassKeys(classes);
        return new[] { "LlamaConfig", "Qwen2Config", "Starcoder2Config" }.SelectMany(name => keys.Of(name, "model.model_config."))
            .GroupBy(key => key.Path).Select(ClassKeys.Merged);
    }

    // Every command's setup() with the classes of its parameters; jsonargparse refuses the rest of the command that the file is for.
    private static IEnumerable<DeclaredKey> LitGpt(Checkout checkout)
    {
        var keys = new ClassKeys(checkout.Classes(["litgpt/args.py"]));
        var parameters = checkout.Files("litgpt/finetune", ".py").Append("litgpt/pretrain.py")
            .SelectMany(path => checkout.ParameterKeys(path, "setup", ""))
            .GroupBy(key => key.Path).Select(ClassKeys.Merged);
        var sections = keys.Of("TrainArgs", "train.").Concat(keys.Of("EvalArgs", "eval.")).Concat(keys.Of("LogArgs", "log."));
        var classes = new[] { "data", "optimizer" }.SelectMany(name =>
            new[] { ".class_path", ".init_args" }.Select(part => new DeclaredKey(name + part, "any") { Source = "jsonargparse" }));
        return parameters.Concat(sections).Concat(classes).Concat(DataAndOptimizer());
    }

    // litgpt/data and torch.optim: what the official configs choose and set.
    private static IEnumerable<DeclaredKey> DataAndOptimizer() =>
        new[]
        {
            "data.init_args.mask_prompt", "data.init_args.val_split_fraction", "data.init_args.prompt_style",
            "data.init_args.ignore_index", "data.init_args.seed",
            "data.init_args.num_workers", "data.init_args.download_dir", "data.init_args.file_name", "data.init_args.file_url",
            "data.init_args.json_path",
            "data.init_args.val_path", "data.init_args.train_data_path", "data.init_args.val_data_path", "data.init_args.data_path",
            "optimizer.init_args.lr", "optimizer.init_args.weight_decay", "optimizer.init_args.betas", "optimizer.init_args.eps",
            "optimizer.init_args.fused",
        }.Select(path => new DeclaredKey(path, "any") { Source = "litgpt/data, torch/optim" });

    // utils/parse.py checks the corpora under data by hand; the one called valid is held out.
    private static IEnumerable<DeclaredKey> OpenNmtData() =>
        new[] { "path_src", "path_tgt", "path_align", "path_txt", "transforms", "weight", "src_prefix", "tgt_prefix", "src_suffix",
            "tgt_suffix", "src_feats" }
            .Select(name => new DeclaredKey("data.*." + name, "any") { Source = "onmt/utils/parse.py" })
            .Append(new DeclaredKey("data.valid", "section") { Source = "onmt/utils/parse.py" });
}
