namespace TrainingLint.LanguageServer.Tests;

/// <summary>Small configs that several tests share.</summary>
internal static class Configs
{
    /// <summary>Nothing is wrong with this one.</summary>
    public const string Sound = """
        model_name_or_path: gpt2
        dataset_name: stories
        learning_rate: 2.0e-5
        per_device_train_batch_size: 8
        gradient_accumulation_steps: 4
        num_train_epochs: 3
        lr_scheduler_type: cosine
        warmup_ratio: 0.1
        logging_steps: 10

        """;

    /// <summary>Line (from 0) and columns of the rate in <see cref="Risky"/>.</summary>
    public const int RateLine = 2;

    /// <summary>Like <see cref="Sound"/>, but the rate has lost its exponent.</summary>
    public static string Risky { get; } = Sound.Replace("2.0e-5", "5.0", System.StringComparison.Ordinal);

    /// <summary>A base file with a risky rate, and nothing else wrong.</summary>
    public const string RiskyBase = """
        MODEL:
          META_ARCHITECTURE: GeneralizedRCNN
        SOLVER:
          BASE_LR: 90.0
          IMS_PER_BATCH: 16
          MAX_ITER: 90000
          STEPS: (60000, 80000)
        SEED: 1

        """;

    /// <summary>A config that draws on <c>base.yaml</c>.</summary>
    public const string Child = """
        _BASE_: base.yaml
        MODEL:
          META_ARCHITECTURE: GeneralizedRCNN
        SOLVER:
          MAX_ITER: 100000

        """;
}
