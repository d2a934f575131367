namespace TrainingLint.Core.Configuration;

/// <summary>A configured line that means nothing.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Message">What is wrong with it, and what to write.</param>
public sealed record OptionProblem(string Key, string Message)
{
    /// <summary>Which of the lines it is, counted from 0 in the order in which they were given.</summary>
    public int Index { get; init; }
}
