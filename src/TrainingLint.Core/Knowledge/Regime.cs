
namespace TrainingLint.Core.Knowledge;

/// <summary>What kind of training a recipe describes; sound learning rates differ by decades between them.</summary>
public enum Regime
{
    /// <summary>The reader cannot tell.</summary>
    Unknown,

    /// <summary>All weights from a random start.</summary>
    FromScratch,

    /// <summary>All weights from a pretrained model.</summary>
    FineTuning,

    /// <summary>Low-rank or other small adapters on a frozen model.</summary>
    Adapter,

    /// <summary>Preference optimization (DPO, ORPO, KTO) of all weights.</summary>
    Preference,

    /// <summary>Preference optimization of adapters.</summary>
    PreferenceAdapter,

    /// <summary>Reinforcement learning of a language model (PPO, GRPO).</summary>
    LanguageModelReinforcement,

    /// <summary>Reinforcement learning of adapters on a language model.</summary>
    LanguageModelReinforcementAdapter,

    /// <summary>On-policy reinforcement learning in an environment (PPO, A2C, TRPO).</summary>
    OnPolicyReinforcement,

    /// <summary>Off-policy reinforcement learning in an environment (SAC, TD3, DQN).</summary>
    OffPolicyReinforcement,

    /// <summary>Small networks on tables of numbers and categories, where searches end at rates far above those of other models.</summary>
    Tabular,

    /// <summary>A small head on frozen features, where rates of 30 are normal.</summary>
    LinearProbe,

    /// <summary>A field of coordinates, such as a radiance field over a hash grid, fitted to one scene.</summary>
    NeuralField,

    /// <summary>
    /// A few new weights beside frozen ones that are no low-rank matrices: soft prompts, scales, new tokens, spectral coefficients.
    /// </summary>
    FewWeights,
}
