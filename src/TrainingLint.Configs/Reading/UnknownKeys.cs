namespace TrainingLint.Configs.Reading;

/// <summary>What a framework does with a key that it does not know.</summary>
internal enum UnknownKeys
{
    /// <summary>Nothing, without a word.</summary>
    Ignored,

    /// <summary>It stops.</summary>
    Refused,

    /// <summary>It hands the key on as an argument, and what is called with it stops with a TypeError.</summary>
    PassedOn,

    /// <summary>It says so in its log and goes on.</summary>
    Mentioned,
}
