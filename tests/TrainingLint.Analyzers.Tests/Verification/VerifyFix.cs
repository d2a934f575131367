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
/// Checks that a fix turns one text into another, that repeated fixes come to an end and compile, and that Fix All does the same at once,
/// in a document, a project and a solution of several projects, and nothing beyond that scope.
/// </summary>
/// <remarks>
/// Microsoft.CodeAnalysis.CSharp.CodeFix.Testing checks the same (its markup is ours, see <see cref="Markup"/>), but resolves references
/// through a NuGet client of its own, even where there are none: it takes a lock in a directory that all users of a machine share, and reads
/// the machine's package sources. A test that must pass as any user and without network cannot do that. Here references are the published
/// libraries that the build has fetched and locked.
/// </remarks>
internal static class VerifyFix
{
    private const int MostRounds = 10;

    public static Task Method(CodeFixProvider fix, string before, string after, SnippetOptions? options = null) =>
        Code(fix, Snippets.Method(before), Snippets.Method(after), options);

    public static async Task Code(CodeFixProvider fix, string before, string after, SnippetOptions? options = null)
    {
        var document = Open(before, options ?? new SnippetOptions());
        var fixedStepwise = await FixOneByOne(document, fix);
        Assert.Equal(after, await TextOf(fixedStepwise));
        Verify.AssertCompiles((await fixedStepwise.Project.GetCompilationAsync())!);

        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            var fixedAtOnce = await FixAll(document, fix, scope);
            foreach (var other in fixedAtOnce.Project.Solution.Projects.SelectMany(project => project.Documents))
            {
                var isReached = other.Id == document.Id || scope == FixAllScope.Solution;
                Assert.Equal(isReached ? after : before, await TextOf(other));
            }
        }
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

    private static async Task<string> TextOf(Document document) => (await document.GetTextAsync()).ToString();

    // The document, and the same in another project of the solution.
    private static Document Open(string code, SnippetOptions options)
    {
        var workspace = new AdhocWorkspace();
        AddProject(workspace, "Other", code, options);
        return AddProject(workspace, "Snippet", code, options);
    }

    private static Document AddProject(AdhocWorkspace workspace, string name, string code, SnippetOptions options)
    {
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Create(),
            name,
            name,
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

    private static async Task<Document> FixAll(Document document, CodeFixProvider fix, FixAllScope scope)
    {
        var found = await Fixable(document, fix);
        CodeAction? sample = null;
        foreach (var diagnostic in found)
        {
            sample ??= await FirstAction(document, fix, diagnostic);
        }

        var ids = found.Select(diagnostic => diagnostic.Id).Distinct();
        var provider = fix.GetFixAllProvider()!;
        Assert.Contains(scope, provider.GetSupportedFixAllScopes());
        var context = new FixAllContext(document, fix, scope, sample!.EquivalenceKey!, ids, new Found(fix), CancellationToken.None);
        var action = await provider.GetFixAsync(context);
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

    private static Task<ImmutableArray<Diagnostic>> Fixable(Document document, CodeFixProvider fix) => Fixable(document.Project, fix);

    private static async Task<ImmutableArray<Diagnostic>> Fixable(Project project, CodeFixProvider fix)
    {
        var found = await Compilations.Analyze((await project.GetCompilationAsync())!);
        return [.. found.Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id))
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan)];
    }

    // A project has one document.
    private sealed class Found(CodeFixProvider fix) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await Fixable(project, fix);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document,
            CancellationToken cancellationToken) =>
            await Fixable(document, fix);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
