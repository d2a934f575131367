using System.Collections.Generic;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>What a dialect file says: all of a dialect that needs no code.</summary>
internal sealed record DialectDefinition(DialectEvidence Evidence)
{
    /// <summary>Where the facts come from.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Only where this holds are the framework's defaults claimed; otherwise other files or code may complete the recipe.</summary>
    public Condition Complete { get; init; } = Condition.Always;

    /// <summary>Mappings that hold a recipe each; the root where the list is empty.</summary>
    public IReadOnlyList<(string Path, Condition When)> RecipesAt { get; init; } = [];

    public BaseFiles? Bases { get; init; }

    public IReadOnlyList<SettingDefinition> Settings { get; init; } = [];

    public IReadOnlyList<(Regime Regime, Condition When)> Regimes { get; init; } = [];

    public IReadOnlyList<FactDefinition> Facts { get; init; } = [];

    public IReadOnlyList<TypeFact> Types { get; init; } = [];

    /// <summary>Key of the model's width, by whose root Noam's factor is divided; null where the framework has none.</summary>
    public string? NoamWidth { get; init; }

    public LengthUnit ScheduleUnit { get; init; }

    public LengthUnit EvaluationUnit { get; init; }

    /// <summary>True where the optimizer is a class of PyTorch, whose own defaults then hold.</summary>
    public bool HasTorchOptimizers { get; init; }

    public IReadOnlyList<string> OtherKeys { get; init; } = [];

    public IReadOnlyList<string> GuardedKeys { get; init; } = [];

    /// <summary>What the framework does with a key that it does not know.</summary>
    public UnknownKeys UnknownKeys { get; init; }
}

/// <summary>One setting of a recipe in a dialect file.</summary>
/// <param name="Key">The setting.</param>
/// <param name="Paths">Keys that hold it, the strongest first.</param>
internal sealed record SettingDefinition(SettingKey Key, IReadOnlyList<string> Paths)
{
    /// <summary>When the keys are read at all.</summary>
    public Condition When { get; init; } = Condition.Always;

    /// <summary>The framework's default, or values in certain cases, the first that holds; a null value says that the framework does without.</summary>
    public IReadOnlyList<SettingCase> Cases { get; init; } = [];

    /// <summary>What holds of the framework as such, so that no file that completes the recipe says otherwise.</summary>
    public IReadOnlyList<SettingCase> Always { get; init; } = [];

    /// <summary>What the framework means by the values where others mean something else.</summary>
    public IReadOnlyList<(Meaning Meaning, Condition When)> Meanings { get; init; } = [];

    /// <summary>Numbers that stand for "not set".</summary>
    public IReadOnlyList<double> Unset { get; init; } = [];

    /// <summary>What a written number is multiplied by, such as the 100 iterations in a unit.</summary>
    public double Times { get; init; } = 1;

    /// <summary>True where text in the place of a number is the framework's own business, such as a schedule's name.</summary>
    public bool TextMayStand { get; init; }

    /// <summary>Position in a list; null for a value of its own.</summary>
    public int? Index { get; init; }

    /// <summary>Words of the framework by what they stand for.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();
}

/// <summary>A value that a setting has without being written.</summary>
/// <param name="When">When.</param>
/// <param name="Value">The value as text; null where the framework does without.</param>
/// <param name="From">The key from which it follows; null for a default.</param>
internal sealed record SettingCase(Condition When, string? Value, string? From);

/// <summary>A key that does not do what its reader thinks, or a value that the framework refuses.</summary>
/// <param name="Path">The key.</param>
/// <param name="Says">What the framework does instead.</param>
/// <param name="When">When it is so.</param>
/// <param name="Severity">How strongly it is meant.</param>
/// <param name="Wanted">What is wanted instead of a refused value; null for a key without effect.</param>
internal sealed record FactDefinition(string Path, string Says, Condition When, Severity Severity, string? Wanted);
