using System;
using System.CommandLine;
using TrainingLint.Cli.Commands;

namespace TrainingLint.Cli;

/// <summary>Whether output is coloured: what the call says, then the environment, then whether somebody looks at a terminal.</summary>
internal static class ColorChoice
{
    private const string Auto = "auto";
    private const string Always = "always";
    private const string Never = "never";

    /// <summary>The option, which every command takes.</summary>
    public static Option<string> Create()
    {
        var option = new Option<string>("--color")
        {
            Description = "When output is coloured; auto looks for a terminal, NO_COLOR, FORCE_COLOR and TERM=dumb.",
            HelpName = string.Join('|', Auto, Always, Never),
            DefaultValueFactory = _ => Auto,
            Recursive = true,
        };
        option.AcceptOnly(Auto, Always, Never);
        return option;
    }

    /// <summary>What a call says; null where it leaves the choice to its surroundings.</summary>
    public static bool? Of(ParseResult call, Option<string> option) => call.GetValue(option) switch
    {
        Always => true,
        Never => false,
        _ => null,
    };

    /// <summary>
    /// The choice without an option. <c>NO_COLOR</c> goes first (no-color.org), then <c>FORCE_COLOR</c> (force-color.org; 0 is no, as in
    /// Node.js), then a terminal that shows none.
    /// </summary>
    /// <param name="variable">Looks an environment variable up.</param>
    /// <param name="isTerminal">True when output goes to a terminal.</param>
    public static bool FromSurroundings(Func<string, string?> variable, bool isTerminal) =>
        string.IsNullOrEmpty(variable("NO_COLOR"))
        && (variable("FORCE_COLOR") is { Length: > 0 } forced ? forced != "0" : isTerminal && variable("TERM") != "dumb");
}
