using System;
using System.Collections.Generic;

namespace TrainingLint.Core.Knowledge;

/// <summary>The table of optimizers: one row each, read by everything that asks about one.</summary>
public static class OptimizerProfiles
{
    // The first row that fits decides, so the longer names stand before those that they contain.
    private static readonly OptimizerProfile[] Table =
    [
        new("lbfgs", OptimizerFamily.SelfScaling, "torch.optim.LBFGS: lr=1, no weight decay")
        {
            ShownName = "L-BFGS",
            Reads = OptimizerReads.Nothing,
            UsualRate = 1,
            UsualWeightDecay = 0,
        },
        new("prodigy", OptimizerFamily.SelfScaling, "Mishchenko and Defazio 2023 (arXiv:2306.06101); konstmish/prodigy: lr=1.0, decouple=True")
        {
            ShownName = "Prodigy",
            FindsItsStep = true,
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 1,
            UsualWeightDecay = 0.01,
        },
        new("dadapt", OptimizerFamily.SelfScaling, "Defazio and Mishchenko 2023 (arXiv:2301.07733); facebookresearch/dadaptation: lr=1.0")
        {
            ShownName = "D-Adaptation",
            FindsItsStep = true,
            Reads = OptimizerReads.Everything,
            UsualRate = 1,
            UsualWeightDecay = 0,
        },
        new("dadam", OptimizerFamily.SelfScaling, "Defazio and Mishchenko 2023 (arXiv:2301.07733); name in public recipes of kohya-ss")
        {
            IsWord = true,
            ShownName = "D-Adaptation",
            FindsItsStep = true,
            Reads = OptimizerReads.Everything,
            UsualRate = 1,
            UsualWeightDecay = 0,
        },
        new("schedulefreesgd", OptimizerFamily.Sgd, "Defazio et al. 2024 (arXiv:2405.15682); facebookresearch/schedule_free: lr=1.0, momentum=0.9")
        {
            ShownName = "schedule-free SGD",
            Reads = OptimizerReads.Momentum,
            NamesMomentum = true,
            UsualRate = 1,
            UsualWeightDecay = 1e-4,
        },
        new("rprop", OptimizerFamily.SelfScaling, "torch.optim.Rprop: lr=1e-2, no weight decay")
        {
            ShownName = "Rprop",
            Reads = OptimizerReads.Nothing,
            UsualRate = 0.01,
            UsualWeightDecay = 0,
        },
        new("noop", OptimizerFamily.SelfScaling, "MosaicML composer.optim and NeMo: a stand-in that updates nothing")
        {
            ShownName = "no optimizer",
            Reads = OptimizerReads.Nothing,
            UsualRate = 1,
            UsualWeightDecay = 0,
        },
        new("adafactor", OptimizerFamily.Adafactor, "Shazeer and Stern 2018 (arXiv:1804.04235); T5 fine-tunes at 1e-3")
        {
            ShownName = "Adafactor",
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 1e-3,
            UsualWeightDecay = 0.01,
        },
        new("adadelta", OptimizerFamily.Adadelta, "Zeiler 2012 (arXiv:1212.5701); torch.optim.Adadelta: lr=1.0")
        {
            ShownName = "Adadelta",
            Reads = OptimizerReads.Epsilon,
            UsualRate = 1,
            UsualWeightDecay = 1e-4,
        },
        new("adagrad", OptimizerFamily.Adagrad, "Duchi et al. 2011; torch.optim.Adagrad: lr=1e-2")
        {
            ShownName = "Adagrad",
            Reads = OptimizerReads.Epsilon,
            UsualRate = 0.01,
            UsualWeightDecay = 1e-4,
        },
        new("novograd", OptimizerFamily.Novograd, "Ginsburg et al. 2019 (arXiv:1905.11286)")
        {
            ShownName = "NovoGrad",
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 0.01,
            UsualWeightDecay = 1e-3,
        },
        new("rmsprop", OptimizerFamily.RmsProp, "Hinton 2012, lecture 6; torch.optim.RMSprop")
        {
            ShownName = "RMSProp",
            Reads = OptimizerReads.Momentum | OptimizerReads.Epsilon,
            UsualRate = 1e-3,
            UsualWeightDecay = 1e-4,
        },
        new("lars", OptimizerFamily.Lars, "You et al. 2017 (arXiv:1708.03888)")
        {
            IsWord = true,
            ShownName = "LARS",
            Reads = OptimizerReads.Momentum,
            UsualRate = 0.5,
            UsualWeightDecay = 1e-4,
        },
        new("larc", OptimizerFamily.Lars, "apex.parallel.LARC, after You et al. 2017 (arXiv:1708.03888)")
        {
            IsWord = true,
            ShownName = "LARC",
            Reads = OptimizerReads.Momentum,
            UsualRate = 0.5,
            UsualWeightDecay = 1e-4,
        },
        new("lamb", OptimizerFamily.Lamb, "You et al. 2020 (arXiv:1904.00962)")
        {
            IsWord = true,
            ShownName = "LAMB",
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 1e-3,
            UsualWeightDecay = 0.01,
        },
        new("muon", OptimizerFamily.Muon, "Jordan et al. 2024; KellerJordan/Muon: lr=0.02, momentum=0.95, decay beside the step")
        {
            IsWord = true,
            ShownName = "Muon",
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Everything,
            UsualRate = 0.02,
            UsualWeightDecay = 0.01,
        },
        new("dion", OptimizerFamily.Muon, "Ahn et al. 2025 (arXiv:2504.05295)")
        {
            IsWord = true,
            ShownName = "Dion",
            Reads = OptimizerReads.Everything,
            UsualRate = 0.01,
            UsualWeightDecay = 0.01,
        },
        new("ademamix", OptimizerFamily.Adam, "Pagliardini et al. 2024 (arXiv:2409.03137), which decouples the decay as AdamW does")
        {
            ShownName = "AdEMAMix",
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 1e-3,
            UsualWeightDecay = 0.01,
        },
        new("soap", OptimizerFamily.Adam, "Vyas et al. 2024 (arXiv:2409.11321); nikhilvyas/SOAP: lr=3e-3, weight_decay=.01, decay beside the step")
        {
            IsWord = true,
            IsEverydayWord = true,
            ShownName = "SOAP",
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 3e-3,
            UsualWeightDecay = 0.01,
        },
        new("sophia", OptimizerFamily.Adam, "Liu et al. 2023 (arXiv:2305.14342); Liuhong99/Sophia: decay beside the step")
        {
            IsWord = true,
            IsEverydayWord = true,
            ShownName = "Sophia",
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Betas,
            UsualRate = 4e-4,
            UsualWeightDecay = 0.1,
        },
        new("sophiag", OptimizerFamily.Adam, "Liu et al. 2023 (arXiv:2305.14342); Liuhong99/Sophia, class SophiaG")
        {
            IsWord = true,
            ShownName = "Sophia",
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Betas,
            UsualRate = 4e-4,
            UsualWeightDecay = 0.1,
        },
        new("scaledadam", OptimizerFamily.SelfScaling,
            "Yao et al. 2024 (arXiv:2310.11230); k2-fsa/icefall, optim.py: steps in proportion to the size of the weights, 0.045 in its recipes")
        {
            ShownName = "ScaledAdam",
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 0.045,
            UsualWeightDecay = 0,
        },
        new("adamw", OptimizerFamily.Adam, "Loshchilov and Hutter 2019 (arXiv:1711.05101); torch.optim.AdamW: lr=1e-3, weight_decay=1e-2; 8-bit and paged forms of bitsandbytes and schedule-free ones likewise")
        {
            ShownName = "AdamW",
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 1e-3,
            UsualWeightDecay = 0.01,
        },
        new("adamcpr", OptimizerFamily.Adam, "Franke et al. 2023 (arXiv:2311.09058)")
        {
            ShownName = "AdamCPR",
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 1e-3,
            UsualWeightDecay = 0.01,
        },
        new("adamp", OptimizerFamily.Adam, "Heo et al. 2021 (arXiv:2006.08217)")
        {
            ShownName = "AdamP",
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 1e-3,
            UsualWeightDecay = 0.01,
        },
        new("fusedadam", OptimizerFamily.Adam, "apex.optimizers.FusedAdam: adam_w_mode=True unless told otherwise")
        {
            ShownName = "FusedAdam",
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 1e-3,
            UsualWeightDecay = 0.01,
        },
        new("adahessian", OptimizerFamily.SelfScaling, "Yao et al. 2021 (arXiv:2006.00719); amirgholami/adahessian: lr=0.15, the second moment is one of curvature")
        {
            ShownName = "AdaHessian",
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 0.15,
            UsualWeightDecay = 0,
        },
        new("adam", OptimizerFamily.Adam, "Kingma and Ba 2015 (arXiv:1412.6980); torch.optim.Adam: lr=1e-3")
        {
            ShownName = "Adam",
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 1e-3,
            UsualWeightDecay = 0.01,
        },
        new("adan", OptimizerFamily.Adam, "Xie et al. 2022 (arXiv:2208.06677)")
        {
            IsWord = true,
            ShownName = "Adan",
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 1e-3,
            UsualWeightDecay = 0.02,
        },
        new("adabelief", OptimizerFamily.Adam, "Zhuang et al. 2020 (arXiv:2010.07468), weight_decouple=True")
        {
            ShownName = "AdaBelief",
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 1e-3,
            UsualWeightDecay = 0.01,
        },
        new("came", OptimizerFamily.Adam, "Luo et al. 2023 (arXiv:2307.02047)")
        {
            IsWord = true,
            ShownName = "CAME",
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 2e-4,
            UsualWeightDecay = 0.01,
        },
        new("adopt", OptimizerFamily.Adam, "Taniguchi et al. 2024 (arXiv:2411.02853)")
        {
            IsWord = true,
            ShownName = "ADOPT",
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 1e-3,
            UsualWeightDecay = 0.01,
        },
        new("lion", OptimizerFamily.Lion, "Chen et al. 2023 (arXiv:2302.06675)")
        {
            IsWord = true,
            ShownName = "Lion",
            DecouplesWeightDecay = true,
            Reads = OptimizerReads.Betas | OptimizerReads.Epsilon,
            UsualRate = 1e-4,
            UsualWeightDecay = 0.01,
        },
        new("signsgd", OptimizerFamily.Lion, "Bernstein et al. 2018 (arXiv:1802.04434): each step has the size of the rate, as Lion's has")
        {
            ShownName = "signSGD",
            Reads = OptimizerReads.Momentum,
            UsualRate = 1e-4,
            UsualWeightDecay = 0.01,
        },
        new("sgd", OptimizerFamily.Sgd, "Goyal et al. 2017 (arXiv:1706.02677): 0.1 at a batch of 256")
        {
            ShownName = "SGD",
            Reads = OptimizerReads.Momentum,
            UsualRate = 0.1,
            UsualWeightDecay = 1e-4,
        },
        new("momentum", OptimizerFamily.Sgd, "Goyal et al. 2017 (arXiv:1706.02677): 0.1 at a batch of 256")
        {
            ShownName = "SGD with momentum",
            Reads = OptimizerReads.Momentum,
            NamesMomentum = true,
            UsualRate = 0.1,
            UsualWeightDecay = 1e-4,
        },
        new("nesterov", OptimizerFamily.Sgd, "Sutskever et al. 2013")
        {
            ShownName = "SGD with Nesterov momentum",
            Reads = OptimizerReads.Momentum,
            NamesMomentum = true,
            UsualRate = 0.1,
            UsualWeightDecay = 1e-4,
        },
        new("nag", OptimizerFamily.Sgd, "fairseq/optim/nag.py, after Sutskever et al. 2013")
        {
            IsWord = true,
            ShownName = "SGD with Nesterov momentum",
            Reads = OptimizerReads.Momentum,
            NamesMomentum = true,
            UsualRate = 0.1,
            UsualWeightDecay = 1e-4,
        },
    ];

    /// <summary>All rows.</summary>
    public static IReadOnlyList<OptimizerProfile> Rows => Table;

    /// <summary>The row of an optimizer by any framework's name for it; null for an unknown or missing name.</summary>
    public static OptimizerProfile? Find(string? name) => name is null ? null : new OptimizerName(name).Profile(Table);

    /// <summary>The row that stands for a family: its plainest member; null for <see cref="OptimizerFamily.Unknown"/>.</summary>
    public static OptimizerProfile? Find(OptimizerFamily family) => family switch
    {
        OptimizerFamily.Unknown => null,
        OptimizerFamily.Adam => Find("adam"),
        OptimizerFamily.Sgd => Find("sgd"),
        _ => Array.Find(Table, row => row.Family == family),
    };
}
