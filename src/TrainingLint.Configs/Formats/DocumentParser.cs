using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Documents.Yaml;

namespace TrainingLint.Configs.Formats;

/// <summary>Positioned documents from YAML, as PyYAML reads it, and from JSON, which is nearly a subset of that.</summary>
public static class DocumentParser
{
    /// <summary>Parses a file as JSON where its name says so, as YAML otherwise. Never throws: whatever is wrong with the text becomes a problem with its place.</summary>
    public static ParsedFile Parse(SourceFile source) => source.Format == ConfigFormats.Json ? ParseJson(source) : ParseYaml(source);

    private static ParsedFile ParseYaml(SourceFile source)
    {
        if (ControlCharacters.FirstIn(source.Text) is not { } control)
        {
            return YamlReader.Read(source, source.Text, isJson: false);
        }

        // The rest is still read, so that it shows whether the file is a training config.
        var parsed = YamlReader.Read(source, ControlCharacters.Replaced(source.Text), isJson: false);
        var problem = new DocumentProblem(source.SpanOf(control, control + 1), "Not valid YAML: the character " + ControlCharacters.Name(source.Text[control]) + " cannot be seen and cannot stand in a file; remove it.");
        return new ParsedFile(source, parsed.Roots, [problem], parsed.Duplicates)
        {
            Refusals = parsed.Refusals,
            Fragment = parsed.Fragment
        };
    }

    // Programs that strip comments are as lenient with commas; in a file without comments, what is no JSON is a mistake.
    private static ParsedFile ParseJson(SourceFile source)
    {
        var withoutComments = JsonComments.Blank(source.Text);
        var parsed = YamlReader.Read(source, withoutComments ?? source.Text, isJson: true);
        if (withoutComments is null)
        {
            return JsonSyntax.FirstProblem(source) is { } problem
                ? new ParsedFile(source, parsed.Roots, [problem], parsed.Duplicates) { Fragment = parsed.Fragment }
                : parsed;
        }

        var refusal = new LoaderRefusal(RefusalKind.JsonComment, JsonComments.First(source), "a comment stands here, and JSON has none");
        return new ParsedFile(source, parsed.Roots, parsed.Problems, parsed.Duplicates)
        {
            Refusals = [refusal, .. parsed.Refusals],
            Fragment = parsed.Fragment
        };
    }
}
