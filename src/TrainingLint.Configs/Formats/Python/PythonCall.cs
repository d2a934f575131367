using TrainingLint.Configs.Documents;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>A call that a program makes.</summary>
/// <param name="Node">Its arguments.</param>
/// <param name="Name">Dotted name of what is called, imports resolved.</param>
/// <param name="Scope">Where it is made.</param>
internal sealed record PythonCall(MappingNode Node, string Name, PythonScope Scope)
{
    /// <summary>The innermost loop around it in its function; null where there is none.</summary>
    public PythonLoop? Loop { get; init; }

    /// <summary>What the variable holds whose method is called, where the call stands; null where that is unknown.</summary>
    public ConfigNode? Receives { get; init; }

    /// <summary>Last part of the name.</summary>
    public string Last { get; } = DottedName.Last(Name);

    /// <summary>What the method is called on; empty for a function.</summary>
    public string Receiver { get; } = Name.IndexOf('.') < 0 ? "" : Name.Substring(0, Name.LastIndexOf('.'));
}
