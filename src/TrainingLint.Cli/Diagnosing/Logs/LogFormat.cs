namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>How a log is written.</summary>
internal enum LogFormat
{
    /// <summary><c>trainer_state.json</c> of Hugging Face's Trainer.</summary>
    TrainerState,

    /// <summary>Event files of TensorBoard.</summary>
    Events,

    /// <summary>A table with a header.</summary>
    Csv,

    /// <summary>JSON objects, one a line or in one array.</summary>
    JsonLines,
}

/// <summary>What a log counts in.</summary>
internal enum LogUnit
{
    /// <summary>Steps, as the program that wrote the log counts them.</summary>
    Steps,

    /// <summary>Passes over the data.</summary>
    Epochs,

    /// <summary>Nothing but the order of its entries.</summary>
    Entries,
}
