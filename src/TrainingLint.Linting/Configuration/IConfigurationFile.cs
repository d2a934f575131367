using System.Collections.Generic;

namespace TrainingLint.Linting.Configuration;

/// <summary>One file in which a team says how configs are judged, for the directory it lies in and all below.</summary>
public interface IConfigurationFile
{
    /// <summary>True when files of its kind further up do not count.</summary>
    bool IsRoot { get; }

    /// <summary>The lines that apply to a file below the directory; the later ones go before the earlier ones.</summary>
    IEnumerable<ConfiguredLine> For(string fullPath);

    /// <summary>What is wrong with the file itself, whatever it is about.</summary>
    IReadOnlyList<ConfigurationProblem> Problems { get; }

    /// <summary>What it says of a whole run, such as <c>fail-on</c>; null where it does not.</summary>
    ConfiguredLine? RunSetting(string key);
}
