namespace TrainingLint.Configs.Formats.Python;

/// <summary>What a piece of a Python program is.</summary>
internal enum PythonTokenKind
{
    Name,
    Number,

    /// <summary>A text whose value is known.</summary>
    String,

    /// <summary>A text that only a run completes: an f-string, or bytes.</summary>
    OpenString,
    Operator,

    /// <summary>The end of a logical line.</summary>
    NewLine,
    End,
}

/// <summary>A piece of a Python program.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Position of its first character.</param>
/// <param name="End">Position behind its last character.</param>
/// <param name="Text">As written; of a text its value.</param>
internal readonly record struct PythonToken(PythonTokenKind Kind, int Start, int End, string Text)
{
    public bool Is(string text) => Kind is PythonTokenKind.Operator or PythonTokenKind.Name && Text == text;
}
