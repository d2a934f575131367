using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using TrainingLint.Configs;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;

namespace TrainingLint.Cli.Files;

/// <summary>One file after linting.</summary>
/// <param name="File">How it was understood; null when it could not be read.</param>
/// <param name="Findings">What the rules say.</param>
/// <param name="Source">Its text, for excerpts.</param>
internal sealed record LintedFile(TrainingFile? File, IReadOnlyList<Finding> Findings, SourceFile? Source);

/// <summary>Everything that one call found, in stable order.</summary>
internal sealed record LintRun(IReadOnlyList<LintedFile> Files, IReadOnlyList<InputError> Errors);

/// <summary>Reads and judges files in parallel; results come in the order of the files.</summary>
internal sealed class Linter(ConfigReader reader, Judge judge)
{
    public LintRun Run(IReadOnlyList<InputFile> inputs, IReadOnlyList<InputError> errors)
    {
        var linted = new (LintedFile? File, InputError? Error)[inputs.Count];
        Parallel.For(0, inputs.Count, i => linted[i] = Lint(inputs[i]));
        return new LintRun(
            [.. linted.Where(result => result.File is not null).Select(result => result.File!)],
            [.. errors, .. linted.Where(result => result.Error is not null).Select(result => result.Error!)]);
    }

    /// <summary>Judges text that is already read.</summary>
    public LintedFile Lint(SourceFile source)
    {
        var file = reader.Read(source);
        return new LintedFile(file, Suppressions.Apply(judge.Findings(file), source), source);
    }

    private (LintedFile?, InputError?) Lint(InputFile input)
    {
        try
        {
            var length = new FileInfo(input.FullPath).Length;
            if (length > DocumentLimits.FileBytes)
            {
                return Unreadable(input, FormattableString.Invariant($"The file has {length} bytes; the limit is {DocumentLimits.FileBytes}. Exclude it, or lint the part that configures the training."));
            }

            return SourceFile.Decode(input.DisplayPath, File.ReadAllBytes(input.FullPath), input.FullPath) is { } source
                ? (Lint(source), null)
                : Unreadable(input, "The file is no text in UTF-8, UTF-16 or UTF-32; convert or exclude it.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, new InputError(input.DisplayPath, 1, "The file cannot be read; check its permissions.", IsInternal: false));
        }
        catch (Exception defect)
        {
            // One file must never take the others down; the defect is reported with its file.
            return (null, new InputError(input.DisplayPath, 1, "A defect of TrainingLint (" + defect.GetType().Name + "); please report it with this file.", IsInternal: true));
        }
    }

    private static (LintedFile?, InputError?) Unreadable(InputFile input, string message) =>
        (null, new InputError(input.DisplayPath, 1, message, IsInternal: false));
}
