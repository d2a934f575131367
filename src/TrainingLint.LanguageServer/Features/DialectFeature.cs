using TrainingLint.Configs;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.LanguageServer.Protocol;

namespace TrainingLint.LanguageServer.Features;

/// <summary>As what a document is read, for the editor's status line, and what else somebody who knows better may say it is.</summary>
internal static class DialectFeature
{
    /// <summary>The method by which clients ask; it is no part of the protocol.</summary>
    public const string Method = "traininglint/dialect";

    public static DialectAnswer Of(LintedDocument document) => new(document.File.IsTraining, ConfigReader.DialectNames())
    {
        Dialect = document.File.Dialect,
    };
}
