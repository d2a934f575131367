using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Fixes;

/// <summary>
/// The one proof that every fix must pass before anybody is offered it: the text afterwards can be read, the values that the fix
/// promises are read from it, and all other keys and values are what they were.
/// </summary>
public static class FixProof
{
    private static readonly ScalarSchema[] YamlSchemas = [ScalarSchema.Yaml11, ScalarSchema.Yaml11WithExponents, ScalarSchema.Yaml12];

    // One text may have many fixes, and is parsed once for all of them.
    private static readonly ConditionalWeakTable<SourceFile, ParsedFile> Parsed = new();

    /// <summary>True when a text keeps the promises of all edits and changes nothing else.</summary>
    /// <param name="source">The text before.</param>
    /// <param name="edits">The edits that were made.</param>
    /// <param name="newText">The text after all of them.</param>
    public static bool Holds(SourceFile source, IReadOnlyCollection<FixEdit> edits, string newText)
    {
        var before = Before(source);
        var after = ConfigFormats.Parse(new SourceFile(source.Path, newText, source.FullPath));

        // In a text that cannot be read, nothing can be proven of values; a comment is told by its bringing nothing new.
        if ((before.Problems.Count > 0 && edits.Count > 0) || after.Problems.Count != before.Problems.Count
            || !edits.OfType<ReplaceValue>().All(edit => KeepsItsNumber(edit, source)))
        {
            return false;
        }

        var promised = new DocumentImage(edits);
        var expected = promised.Of(before);
        return promised.IsComplete && expected.SequenceEqual(new DocumentImage([]).Of(after), StringComparer.Ordinal);
    }

    /// <summary>A text as it stands before any fix.</summary>
    internal static ParsedFile Before(SourceFile source) => Parsed.GetValue(source, ConfigFormats.Parse);

    // A number stays one for whatever loader, and what carries a unit keeps it.
    private static bool KeepsItsNumber(ReplaceValue edit, SourceFile source)
    {
        ScalarSchema[] schemas = source.Format.Schema is { } own ? [own] : YamlSchemas;
        return edit.Number is { } number
            ? schemas.All(schema =>
                ScalarResolver.ResolvePlain(edit.NewText, schema) is { IsNumber: true } read && read.Number.Equals(number))
            : UnitOf(edit.OldText) == UnitOf(edit.NewText);
    }

    // The letters behind the digits of 100ba; none in a number as such, and in a word.
    private static string UnitOf(string text)
    {
        var number = text.Trim().TrimEnd("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%".ToCharArray());
        return number.Length == 0 || ScalarResolver.AnyNumber(text) is not null || ScalarResolver.AnyNumber(number) is null ? ""
            : text.Trim().Substring(number.Length);
    }
}
