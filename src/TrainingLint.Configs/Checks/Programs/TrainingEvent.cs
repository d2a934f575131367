using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>What a training loop does at one place of its course, in itself or in a function of the program that it calls.</summary>
/// <param name="Act">What it does.</param>
/// <param name="Name">To what: the optimizer, schedule or loss, by its name in the loop; empty where it has none.</param>
/// <param name="Line">Where it is written.</param>
/// <param name="Around">The headers between the loop and it, the innermost first, those around the calls that lead to it
/// included.</param>
/// <param name="IsScaled">True for what a gradient scaler does.</param>
/// <param name="IsCalled">True for what a function does that the loop calls.</param>
internal sealed record TrainingEvent(TrainingAct Act, string Name, OutlineLine Line, IReadOnlyList<OutlineLine> Around, bool IsScaled,
    bool IsCalled)
{
    /// <summary>The loops between the loop and it, the innermost first.</summary>
    public IEnumerable<OutlineLine> Loops => Around.Where(header => header.IsLoop());

    /// <summary>True where it happens once in every round of the loop.</summary>
    public bool IsAlways => Around.All(header => header.Word is "with" or "try" || header.IsFunction);

    /// <summary>True where it happens in some rounds of the loop that surrounds it only.</summary>
    public bool IsGuarded => Around.TakeWhile(header => !header.IsLoop()).Any(header =>
        header.Word is "if" or "elif" or "else" or "except");
}
