using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace TrainingLint.Analyzers.Tests.Verification;

/// <summary>
/// Checks that a snippet compiles and that the analyzers find exactly what is marked in it, with the markup of
/// Microsoft.CodeAnalysis.Testing. Only the rule under test and the rules that the markup names are compared.
/// </summary>
internal static class Verify
{
    public static Task Method(string rule, string body, SnippetOptions? options = null, string? message = null) =>
        Code(rule, Snippets.Method(body), options, message);

    public static async Task Code(string rule, string marked, SnippetOptions? options = null, string? message = null)
    {
        var markup = Markup.Parse(marked);
        var compilation = Compilations.Compile(options ?? new SnippetOptions(), markup.Text);
        AssertCompiles(compilation);
        var found = await Compilations.Analyze(compilation);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");

        var ids = markup.Expected.Select(expected => expected.Id ?? rule).Append(rule).ToHashSet();
        var actual = found.Where(diagnostic => ids.Contains(diagnostic.Id)).ToArray();
        Assert.Equal(
            markup.Expected.Select(expected => Show(expected.Id ?? rule, markup.Text, expected.Span)).Order(),
            actual.Select(diagnostic => Show(diagnostic.Id, markup.Text, diagnostic.Location.SourceSpan)).Order());
        if (message is not null)
        {
            Assert.Contains(actual, diagnostic => diagnostic.GetMessage().Contains(message, StringComparison.Ordinal));
        }
    }

    public static void AssertCompiles(Compilation compilation)
    {
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Empty(errors.Select(error => error.ToString()));
    }

    private static string Show(string id, string text, Microsoft.CodeAnalysis.Text.TextSpan span) =>
        id + " at line " + (text[..span.Start].Count(c => c == '\n') + 1) + ": " + text.Substring(span.Start, span.Length);
}
