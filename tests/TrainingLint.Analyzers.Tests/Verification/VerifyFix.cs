using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace TrainingLint.Analyzers.Tests.Verification;

/// <summary>
/// Checks that a fix turns one text into another, that repeated fixes come to an end and compile, and that Fix All does the same at once.
/// </summary>
internal static class VerifyFix
{
    private const int MostRounds = 10;

    public static Task Method(CodeFixProvider fix, string before, string after, SnippetOptions? options = null) =>
        Code(fix, Snippets.Method(before), Snippets.Method(after), options);

    public static async Task Code(CodeFixProvider fix, string before, string after, SnippetOptions? options = null)
    {
        var document = Open(before, options ?? new SnippetOptions());
        var fixedStepwise = await FixOneByOne(document, fix);
        Assert.Equal(after, (await fixedStepwise.GetTextAsync()).ToString());
        Verify.AssertCompiles((await fixedStepwise.Project.GetCompilationAsync())!);

        var fixedAtOnce = await FixAll(document, fix);
        Assert.Equal(after, (await fixedAtOnce.GetTextAsync()).ToString());
    }

    /// <summary>A program after every fix of one rule.</summary>
    public static async Task<string> Applied(CodeFixProvider fix, string rule, string program, SnippetOptions options)
    {
        var document = await FixOneByOne(Open(program, options), fix, rule);
        Verify.AssertCompiles((await document.Project.GetCompilationAsync())!);
        return (await document.GetTextAsync()).ToString();
    }

    public static async Task NotOffered(CodeFixProvider fix, string body)
    {
        var document = Open(Snippets.Method(body), new SnippetOptions());
        var found = await Fixable(document, fix);
        Assert.NotEmpty(found);
        Assert.Null(await FirstAction(document, fix, found[0]));
    }

    private static Document Open(string code, SnippetOptions options)
    {
        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Create(),
            "Snippet",
            "Snippet",
            LanguageNames.CSharp,
            compilationOptions: Compilations.OptionsFor(options),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: Compilations.References(options)));
        return workspace.AddDocument(project.Id, "Snippet.cs", Microsoft.CodeAnalysis.Text.SourceText.From(code));
    }

    private static async Task<Document> FixOneByOne(Document document, CodeFixProvider fix, string? rule = null)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            CodeAction? action = null;
            foreach (var diagnostic in (await Fixable(document, fix)).Where(diagnostic => rule is null || diagnostic.Id == rule))
            {
                action ??= await FirstAction(document, fix, diagnostic);
            }

            if (action is null)
            {
                return document;
            }

            document = await Apply(document, action);
        }

        throw new InvalidOperationException("The fix does not come to an end.");
    }

    private static async Task<Document> FixAll(Document document, CodeFixProvider fix)
    {
        var found = await Fixable(document, fix);
        CodeAction? sample = null;
        foreach (var diagnostic in found)
        {
            sample ??= await FirstAction(document, fix, diagnostic);
        }

        var context = new FixAllContext(document, fix, FixAllScope.Document, sample!.EquivalenceKey!, found.Select(diagnostic => diagnostic.Id).Distinct(), new Known(found), CancellationToken.None);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        return await Apply(document, action!);
    }

    private static async Task<CodeAction?> FirstAction(Document document, CodeFixProvider fix, Diagnostic diagnostic)
    {
        CodeAction? first = null;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => first ??= action, CancellationToken.None));
        return first;
    }

    private static async Task<Document> Apply(Document document, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
    }

    private static async Task<ImmutableArray<Diagnostic>> Fixable(Document document, CodeFixProvider fix)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        var found = await Compilations.Analyze(compilation);
        return [.. found.Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id)).OrderBy(diagnostic => diagnostic.Location.SourceSpan)];
    }

    private sealed class Known(ImmutableArray<Diagnostic> found) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
