namespace TrainingLint.Configs.Programs;

/// <summary>What a token of a program is.</summary>
internal enum SourceTokenKind : byte
{
    /// <summary>An identifier or keyword.</summary>
    Name,

    /// <summary>A string literal; start and length are those of its content.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A single other character.</summary>
    Sign,
}

/// <summary>A token of a program.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Index of its first character in the text.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Word">Number of the word that it consists of, in the file's <see cref="WordTable"/>; -1 for none.</param>
internal readonly record struct SourceToken(SourceTokenKind Kind, int Start, int Length, int Line, int Word);
