using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// Where else a program switches gradients off. Its code is searched by name, without binding anything, and only to excuse a finding:
/// too much that is found makes a rule silent, never loud. Comments switch nothing.
/// </summary>
internal static class GradientMode
{
    private static readonly string[] Switches = ["no_grad", "inference_mode", "set_grad_enabled"];

    /// <summary>True when some member that mentions a method by name switches gradients too.</summary>
    public static bool IsSetAround(string method, Compilation compilation, CancellationToken cancellation) =>
        compilation.SyntaxTrees.Any(tree =>
        ProgramText.Mentions(tree, method, cancellation) && Array.Exists(Switches, word => ProgramText.Mentions(tree, word, cancellation))
        && tree.GetRoot(cancellation).DescendantNodes()
            .Any(node => node is SimpleNameSyntax name && name.Identifier.ValueText == method && MemberSwitches(name)));

    /// <summary>True when a program switches gradients off once and for all: <c>set_grad_enabled(false)</c>.</summary>
    public static bool IsSetForProgram(Compilation compilation, CancellationToken cancellation) => compilation.SyntaxTrees.Any(tree =>
        ProgramText.Mentions(tree, "set_grad_enabled", cancellation)
        && tree.GetRoot(cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>().Any(SwitchesOff));

    private static bool SwitchesOff(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments is { Count: 1 } arguments && arguments[0].Expression.IsKind(SyntaxKind.FalseLiteralExpression)
        && call.Expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText == "set_grad_enabled";

    private static bool MemberSwitches(SyntaxNode name)
    {
        SyntaxNode? member = name.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (member is GlobalStatementSyntax)
        {
            member = member.Parent;
        }

        return member is not (null or BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax)
            && member.DescendantNodes()
            .Any(node => node is SimpleNameSyntax { Identifier.ValueText: var text } && Array.IndexOf(Switches, text) >= 0);
    }
}
