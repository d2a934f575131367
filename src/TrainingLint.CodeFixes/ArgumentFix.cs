using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers;

namespace TrainingLint.CodeFixes;

/// <summary>Writes the argument that a call lacks, or corrects it: momentum, shuffle, seed, gamma and the like.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ArgumentFix))]
[Shared]
public sealed class ArgumentFix : TrainingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds =>
        ImmutableArray.Create("TL0201", "TL0301", "TL2007", "TL2010", "TL2013", "TL2014", "TL2015", "TL2019", "TL2022");

    private protected override FixedRoot? Change(FixRequest request)
    {
        if (request.Property(FindingProperties.Argument)?.Split(':') is not { Length: 2 } parts)
        {
            return null;
        }

        var (name, value) = (parts[0], parts[1].Trim());
        var call = request.Node.FirstAncestorOrSelf<ExpressionSyntax>(node =>
            node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax);
        if (call is null || ArgumentsOf(call) is not { } arguments)
        {
            return null;
        }

        var title = "Pass " + name + ": " + value;
        if (Written(request, call, name) is { } present)
        {
            return new FixedRoot(title, request.Root.ReplaceNode(present.Expression, Expression(value, present.Expression)));
        }

        var list = With(arguments, SyntaxFactory.Argument(SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(name))
            .WithTrailingTrivia(SyntaxFactory.Space), default, SyntaxFactory.ParseExpression(value)));
        return new FixedRoot(title, call switch
        {
            BaseObjectCreationExpressionSyntax { ArgumentList: null } creation => request.Root.ReplaceNode(creation,
                creation.WithArgumentList(list)),
            _ => request.Root.ReplaceNode(arguments, list),
        });
    }

    private static ArgumentListSyntax? ArgumentsOf(ExpressionSyntax call) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.ArgumentList,
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList ?? SyntaxFactory.ArgumentList(),
        _ => null,
    };

    private static ArgumentListSyntax With(ArgumentListSyntax arguments, ArgumentSyntax added) => arguments.Arguments.Count == 0
        ? arguments.AddArguments(added)
        : arguments.WithArguments(SyntaxFactory.SeparatedList(
            arguments.Arguments.Add(added),
            arguments.Arguments.GetSeparators()
                .Append(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space))));

    private static ArgumentSyntax? Written(FixRequest request, ExpressionSyntax call, string name)
    {
        var arguments = request.Model.GetOperation(call, request.Cancellation) switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        return arguments.FirstOrDefault(argument => argument.Parameter?.Name == name
            && argument.ArgumentKind == ArgumentKind.Explicit)?.Syntax as ArgumentSyntax;
    }
}
