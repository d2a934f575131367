using System;

namespace TrainingLint.Configs.Formats;

/// <summary>What ends the reading of a text, with its place: caught by the reader itself, which keeps what stands before it.</summary>
internal sealed class SyntaxMistake(int position, string message) : Exception(message)
{
    /// <summary>Position of the character at which the text is wrong.</summary>
    public int Position { get; } = position;
}
