using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>A logical line of a program.</summary>
/// <param name="Text">What it says, without comments and blanks that mean nothing.</param>
/// <param name="Word">Its first word.</param>
/// <param name="Indent">How far it is indented.</param>
/// <param name="Start">Where it starts in the program.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Parent">The header of the block that it stands in; null at the top.</param>
/// <param name="Index">Its number among all lines.</param>
internal sealed record OutlineLine(string Text, string Word, int Indent, int Start, int End, OutlineLine? Parent, int Index)
{
    /// <summary>The headers around it, the innermost first.</summary>
    public IEnumerable<OutlineLine> Around
    {
        get
        {
            for (var at = Parent; at is not null; at = at.Parent)
            {
                yield return at;
            }
        }
    }

    /// <summary>The header of the function that it stands in; null outside of all.</summary>
    public OutlineLine? Function => Around.FirstOrDefault(line => line.IsFunction);

    /// <summary>The headers of the loops around it in its function, the innermost first.</summary>
    public IEnumerable<OutlineLine> Loops => Around.TakeWhile(line => !line.IsFunction && line.Word != "class")
        .Where(line => line.Word is "for" or "while");

    /// <summary>True for the header of a function.</summary>
    public bool IsFunction => Word == "def" || Text.StartsWith("async def ", StringComparison.Ordinal);

    /// <summary>True for a line in the body of another, however deep.</summary>
    public bool IsIn(OutlineLine header) => Around.Any(line => ReferenceEquals(line, header));
}
