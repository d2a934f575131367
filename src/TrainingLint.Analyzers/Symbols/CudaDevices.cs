using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainingLint.Analyzers.Symbols;

/// <summary>
/// Tells from the syntax whether a file uses a device of CUDA. To ask whether one is available, to compare with one and to write its
/// name in a comment or a message is no use of it.
/// </summary>
internal static class CudaDevices
{
    /// <summary>True when a file names a device of CUDA where a device belongs, or moves something there.</summary>
    public static bool AreUsedIn(SyntaxTree tree) => tree.GetRoot().DescendantNodes().Any(IsUse);

    private static bool IsUse(SyntaxNode node) => node switch
    {
        IdentifierNameSyntax { Identifier.ValueText: "CUDA" } name => IsDevice(name) && !IsCompared(name),
        IdentifierNameSyntax { Identifier.ValueText: "cuda" } name =>
            Outermost(name).Parent is InvocationExpressionSyntax call && call.Expression == Outermost(name),
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => IsDevice(literal),
        _ => false,
    };

    // torch.CUDA, DeviceType.CUDA (or one of the program's own), and CUDA alone where they are imported.
    private static bool IsDevice(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name =>
            LastName(access.Expression) is { } owner && (owner == "torch" || owner.EndsWith("DeviceType", StringComparison.Ordinal)),
        MemberAccessExpressionSyntax or QualifiedNameSyntax or NameEqualsSyntax or NameColonSyntax => false,
        _ => true,
    };

    // "cuda" and "cuda:0", handed to what takes a device or kept under a name that says so.
    private static bool IsDevice(LiteralExpressionSyntax literal)
    {
        var text = literal.Token.ValueText;
        return (text == "cuda" || text.StartsWith("cuda:", StringComparison.Ordinal)) && Chosen(literal).Parent switch
        {
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => LastName(call.Expression) is "device" or "to" or "InitializeDevice" or "set_default_device",
            ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax creation } => LastName(creation.Type) == "Device",
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => IsNameOfDevice(variable.Identifier.ValueText),
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => IsNameOfDevice(property.Identifier.ValueText),
            EqualsValueClauseSyntax { Parent: ParameterSyntax parameter } => IsNameOfDevice(parameter.Identifier.ValueText),
            AssignmentExpressionSyntax assignment => IsNameOfDevice(LastName(assignment.Left) ?? ""),
            _ => false,
        };
    }

    private static bool IsNameOfDevice(string name) => name.IndexOf("device", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsCompared(IdentifierNameSyntax name) => Outermost(name).Parent switch
    {
        BinaryExpressionSyntax comparison =>
            comparison.IsKind(SyntaxKind.EqualsExpression) || comparison.IsKind(SyntaxKind.NotEqualsExpression),
        ConstantPatternSyntax or CaseSwitchLabelSyntax => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } =>
            true,
        _ => false,
    };

    private static ExpressionSyntax Outermost(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access,
        MemberBindingExpressionSyntax binding => binding,
        _ => name,
    };

    // A literal that is one of the arms of a choice stands where the choice does.
    private static ExpressionSyntax Chosen(ExpressionSyntax literal)
    {
        while (literal.Parent is ParenthesizedExpressionSyntax or ConditionalExpressionSyntax
            or SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax })
        {
            literal = literal.Parent as ExpressionSyntax ?? (ExpressionSyntax)literal.Parent.Parent!;
        }

        return literal;
    }

    private static string? LastName(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        _ => null,
    };
}
