using System;
using System.Collections.Generic;

namespace TrainingLint.Core.Knowledge;

/// <summary>The table of ranges.</summary>
public static class LearningRateRanges
{
    private const string Vision = "peak rates of 1,940 public vision recipes (detectron2, pycls, SlowFast, VISSL, Paddle, OpenPCDet, Swin and others)";
    private const string Language = "peak rates of 848 public language-model recipes (Axolotl, LLaMA-Factory, torchtune, OLMo, open-instruct, litgpt, NeMo and others)";
    private const string Speech = "peak rates of 981 public speech, translation, tabular and reinforcement-learning recipes";
    private const string Unnamed = "the rows of Adam, Lion and Adafactor together, which nearly all such recipes use, with room above them";

    private const string Billions = "docs/evidence.md: full fine-tunings of a billion weights and more have a median of 1e-5, 95 % at or "
        + "below 2e-4; adapters 1e-4 and 3e-4; reinforcement 1e-6 and 5e-6";
    private const string Encoders = "Devlin et al. 2018 (BERT) search 2e-5 to 5e-5, Liu et al. 2019 (RoBERTa) 1e-5 to 3e-5, Baevski et al. "
        + "2020 (wav2vec 2.0) 3e-5 to 5e-5; no public recipe of an encoder above 1e-4";
    private const string Images = "docs/evidence.md: adapters of diffusion models have a median of 1e-4, all but one at or below 2e-4; "
        + "full fine-tunings 1e-6 to 1e-4";
    private const string Queries = "Carion et al. 2020 (DETR) train at 1e-4; RT-DETR and D-FINE at 1e-4 to 8e-4";
    private const string Detectors = "docs/evidence.md: detectron2's baselines take 0.02 at a batch of 16 and scale linearly; the "
        + "largest is 0.1 at 16 (VISSL's, with normalized heads)";
    private const string FewWeights = "PEFT's own examples train orthogonal factors at 3e-5, new tokens at 0.2, circulant adapters "
        + "at 0.3 and "
        + "soft prompts at up to 1; Lester et al. 2021 (arXiv:2104.08691) tune prompts at 0.3";
    private const string LionAdvice = "Chen et al. 2023 advise a third to a tenth of AdamW's rate";

    private static readonly double AdamRate = OptimizerProfiles.Find(OptimizerFamily.Adam)!.UsualRate;

    private static readonly LearningRateRange[] Table =
    [
        Scaled(OptimizerFamily.Sgd, Regime.Unknown, 1e-5, 1.0, 10, BatchScaling.Linear, 2, 50, Vision),
        Fixed(OptimizerFamily.Sgd, Regime.LinearProbe, 1e-5, 100, 1000, Vision + "; MoCo probes frozen features at 30"),

        Scaled(OptimizerFamily.Adam, Regime.Unknown, 5e-8, 0.005, 0.05, BatchScaling.SquareRoot, 0.01, 0.1,
            Vision) with { UsualAtReferenceBatch = AdamRate },
        Scaled(OptimizerFamily.Adam, Regime.FromScratch, 1e-6, 0.005, 0.05, BatchScaling.SquareRoot, 0.01, 0.1,
            Vision + "; " + Language + "; " + Speech) with { UsualAtReferenceBatch = AdamRate },
        Fixed(OptimizerFamily.Adam, Regime.FineTuning, 5e-8, 1e-3, 1e-2, Language),
        Fixed(OptimizerFamily.Adam, Regime.Adapter, 5e-7, 5e-3, 5e-2, Language + "; PEFT's example adapts an image classifier at 5e-3"),
        Fixed(OptimizerFamily.Adam, Regime.Preference, 1e-8, 6e-5, 1e-3, Language + "; NeMo-RL aligns a mixture of experts at 5.5e-5"),
        Fixed(OptimizerFamily.Adam, Regime.PreferenceAdapter, 1e-7, 5e-4, 5e-3, Language),
        Fixed(OptimizerFamily.Adam, Regime.LanguageModelReinforcement, 1e-8, 5e-4, 5e-3, Language + "; trlX and Ludwig in " + Speech),
        Fixed(OptimizerFamily.Adam, Regime.LanguageModelReinforcementAdapter, 1e-8, 5e-4, 5e-3, Language),
        Fixed(OptimizerFamily.Adam, Regime.OnPolicyReinforcement, 1e-6, 3e-3, 3e-2, Speech),
        Fixed(OptimizerFamily.Adam, Regime.OffPolicyReinforcement, 1e-6, 1e-2, 0.1, Speech),
        Fixed(OptimizerFamily.Adam, Regime.Tabular, 1e-6, 0.1, 1,
            "the tabular recipes of Ludwig, tuned by search to as much as 0.086, in " + Speech)
            with { NoteAbove = 0.03 },
        Fixed(OptimizerFamily.Adam, Regime.LinearProbe, 1e-6, 0.1, 1, Vision),
        Fixed(OptimizerFamily.Adam, Regime.NeuralField, 1e-6, 0.2, 2, "Mueller et al. 2022 (instant-ngp) fit hash grids at 1e-2; nerfstudio and ngp_pl go to 1e-1 and 3e-2"),

        Fixed(OptimizerFamily.Adam, Regime.FewWeights, 5e-8, 2, 20, FewWeights),

        Fixed(OptimizerFamily.Adam, Regime.FineTuning, 5e-8, 3e-4, 1e-2, Encoders)
            with { Models = ModelClass.PretrainedEncoder, NoteAbove = 1e-4, UsualAtReferenceBatch = 3e-5 },
        Fixed(OptimizerFamily.Adam, Regime.FineTuning, 5e-8, 8e-4, 1e-2, Billions)
            with { Models = ModelClass.Billions, NoteAbove = 2e-4, UsualAtReferenceBatch = 1e-5 },
        Fixed(OptimizerFamily.Adam, Regime.FineTuning, 1e-8, 2e-4, 5e-3, Images)
            with { Models = ModelClass.Diffusion, NoteAbove = 1e-4, UsualAtReferenceBatch = 1e-5 },
        Fixed(OptimizerFamily.Adam, Regime.Adapter, 5e-7, 1.5e-3, 3e-2, Billions)
            with { Models = ModelClass.Billions, NoteAbove = 6e-4, UsualAtReferenceBatch = 1e-4 },
        Fixed(OptimizerFamily.Adam, Regime.Adapter, 1e-7, 6e-4, 2e-2, Images)
            with { Models = ModelClass.Diffusion, NoteAbove = 4e-4, UsualAtReferenceBatch = 1e-4 },
        Fixed(OptimizerFamily.Adam, Regime.LanguageModelReinforcement, 1e-8, 5e-5, 1e-3, Billions)
            with { Models = ModelClass.Billions, NoteAbove = 1e-5, UsualAtReferenceBatch = 1e-6 },
        Fixed(OptimizerFamily.Adam, Regime.FromScratch, 1e-6, 3e-3, 0.05, Billions)
            with { Models = ModelClass.Billions, NoteAbove = 2e-3, UsualAtReferenceBatch = 3e-4 },
        Fixed(OptimizerFamily.Adam, Regime.Unknown, 5e-8, 1.5e-3, 0.05, Queries)
            with { Models = ModelClass.DetectionTransformer, UsualAtReferenceBatch = 1e-4 },
        Scaled(OptimizerFamily.Sgd, Regime.Unknown, 1e-5, 0.1, 1, BatchScaling.Linear, 2, 50, Detectors)
            with { Models = ModelClass.Detector, ReferenceBatch = 16, ShrinksWithBatch = true, UsualAtReferenceBatch = 0.02,
                NoteAbove = 0.05 },

        Fixed(OptimizerFamily.Lion, Regime.FineTuning, 1e-9, 1e-4, 2e-3, Billions + "; " + LionAdvice)
            with { Models = ModelClass.Billions, UsualAtReferenceBatch = 3e-6 },
        Fixed(OptimizerFamily.Lion, Regime.Unknown, 1e-9, 1e-3, 1e-2, Language + "; " + LionAdvice),
        Fixed(OptimizerFamily.Lion, Regime.FineTuning, 1e-9, 2e-4, 2e-3, Language),
        Fixed(OptimizerFamily.Lion, Regime.Adapter, 1e-8, 6e-4, 6e-3, Language),

        Fixed(OptimizerFamily.Adafactor, Regime.Unknown, 1e-7, 0.05, 0.5, "Shazeer and Stern 2018 use relative steps of 1e-2; T5 fine-tunes at 1e-3"),
        Fixed(OptimizerFamily.Adafactor, Regime.FewWeights, 1e-7, 2, 20, FewWeights),
        Scaled(OptimizerFamily.Lars, Regime.Unknown, 1e-4, 5, 50, BatchScaling.Linear, 20, 100, Vision + "; You et al. 2017"),
        Fixed(OptimizerFamily.Lamb, Regime.Unknown, 1e-6, 0.1, 1, "You et al. 2020, whose largest rate is 0.02"),
        Scaled(OptimizerFamily.RmsProp, Regime.Unknown, 1e-7, 0.1, 1, BatchScaling.SquareRoot, 0.1, 1, Vision),
        Fixed(OptimizerFamily.Adagrad, Regime.Tabular, 1e-4, 1, 10, "LibKGE's examples train embeddings at 0.2 to 0.6; " + Speech),
        Fixed(OptimizerFamily.Adagrad, Regime.Unknown, 1e-4, 0.5, 5, Speech + "; OpenNMT-py advises 0.1"),
        Fixed(OptimizerFamily.Adadelta, Regime.Unknown, 0.05, 3, 10, Speech + "; Zeiler 2012, where the rate is 1"),
        Fixed(OptimizerFamily.Novograd, Regime.Unknown, 1e-4, 0.5, 2, Speech),
        Fixed(OptimizerFamily.Muon, Regime.Unknown, 1e-6, 0.1, 1, Language + "; Jordan et al. 2024 use 0.02"),
        Fixed(OptimizerFamily.Unknown, Regime.LinearProbe, 1e-6, 100, 1000, "as SGD, the widest of the rows for probes"),
        Fixed(OptimizerFamily.Unknown, Regime.Tabular, 5e-8, 30, 300, "torchrec's example trains embeddings of clicks at 15"),
        Fixed(OptimizerFamily.Unknown, Regime.Adapter, 5e-8, 0.05, 0.5, Unnamed),
        Fixed(OptimizerFamily.Unknown, Regime.Preference, 1e-8, 0.05, 0.5, Unnamed + "; small models are aligned at 2e-8 and 4e-8"),
        Fixed(OptimizerFamily.Unknown, Regime.PreferenceAdapter, 1e-8, 0.05, 0.5, Unnamed),
        Fixed(OptimizerFamily.Unknown, Regime.OffPolicyReinforcement, 5e-8, 0.1, 1, Unnamed),
        Fixed(OptimizerFamily.Unknown, Regime.FineTuning, 5e-8, 0.05, 0.5, Encoders + "; " + Unnamed)
            with { Models = ModelClass.PretrainedEncoder, NoteAbove = 1e-3, UsualAtReferenceBatch = 3e-5 },
        Fixed(OptimizerFamily.Unknown, Regime.Adapter, 5e-8, 0.05, 0.5, Billions + "; " + Unnamed)
            with { Models = ModelClass.Billions, NoteAbove = 1.5e-3, UsualAtReferenceBatch = 1e-4 },
        Fixed(OptimizerFamily.Unknown, Regime.Unknown, 5e-8, 2, 50, "the widest of the other rows"),
    ];

    /// <summary>All rows. A row of the recipe's own regime goes before the row for any regime.</summary>
    public static IReadOnlyList<LearningRateRange> Rows => Table;

    /// <summary>The row for an optimizer in a regime; null where a rate can't be judged.</summary>
    public static LearningRateRange? Find(OptimizerFamily family, Regime regime, ModelClass models = ModelClass.Any) =>
        (models == ModelClass.Any ? null : Row(family, regime, models) ?? Row(family, Regime.Unknown, models))
        ?? Row(family, regime, ModelClass.Any)
        ?? Row(family, Regime.Unknown, ModelClass.Any);

    private static LearningRateRange? Row(OptimizerFamily family, Regime regime, ModelClass models) =>
        Array.Find(Table, row => row.Family == family && row.Regime == regime && row.Models == models);

    private static LearningRateRange Fixed(OptimizerFamily family, Regime regime, double warnBelow, double warnAbove, double errorAbove,
        string source) =>
        new(family, regime, warnBelow, warnAbove, errorAbove, BatchScaling.None, warnAbove, errorAbove, source);

    private static LearningRateRange Scaled(
        OptimizerFamily family, Regime regime, double warnBelow, double warnAbove, double errorAbove, BatchScaling scaling, double warnAny,
        double errorAny, string source) =>
        new(family, regime, warnBelow, warnAbove, errorAbove, scaling, warnAny, errorAny, source);
}
