using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>An optimizer that a program builds.</summary>
/// <param name="Name">The name that holds it.</param>
/// <param name="Class">Its class.</param>
/// <param name="Trained">What it takes the parameters of.</param>
/// <param name="Line">Where it is built.</param>
internal sealed record BuiltOptimizer(string Name, string Class, string Trained, OutlineLine Line);
