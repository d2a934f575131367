namespace TrainingLint.Probe.StandIns;

/// <summary>What kind of training a recipe describes, as far as a small problem can stand in for it.</summary>
public enum StandInKind
{
    /// <summary>Nothing is known: the digits perceptron.</summary>
    General,

    /// <summary>Images.</summary>
    Vision,

    /// <summary>A language model from random weights.</summary>
    LanguageModel,

    /// <summary>A language model that was trained before.</summary>
    LanguageModelTuning,

    /// <summary>Adapters on a language model.</summary>
    Adapter,

    /// <summary>Preferences, or rewards, for a language model.</summary>
    Preference,

    /// <summary>Reinforcement learning from an environment.</summary>
    Reinforcement,

    /// <summary>Recommendation: tables of users and items.</summary>
    Recommendation,
}
