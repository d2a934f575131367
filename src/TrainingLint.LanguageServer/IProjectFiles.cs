using System.Collections.Generic;
using TrainingLint.Configs.Programs;
using TrainingLint.Core.Configuration;
using TrainingLint.Linting;

namespace TrainingLint.LanguageServer;

/// <summary>What the host knows of the files on disk: how they are configured and which of them are configs.</summary>
public interface IProjectFiles
{
    /// <summary>What is configured for a file, by its absolute path.</summary>
    LintOptions OptionsFor(string fullPath);

    /// <summary>Forgets what was read of the configuration, because a part of it has changed.</summary>
    void ForgetOptions();

    /// <summary>The programs below the root of a repository, read once until they are forgotten.</summary>
    ProgramSources ProgramsBelow(string root);

    /// <summary>Forgets what was read of programs, because one of them has changed.</summary>
    void ForgetPrograms();

    /// <summary>Reads a baseline by its absolute path; null when there is none that can be read.</summary>
    AcceptedFindings? BaselineAt(string fullPath);

    /// <summary>Absolute path of the baseline that the project's settings name for a directory; null where they name none.</summary>
    string? ConfiguredBaseline(string directory);

    /// <summary>True for the name of a file in which a project says how configs are judged.</summary>
    bool IsConfiguration(string fileName);

    /// <summary>Absolute paths of the files below a directory that may be training configs, ignored ones left out, in stable order.</summary>
    IReadOnlyList<string> ConfigsBelow(string directory);
}
