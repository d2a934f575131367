using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// Where appsettings.json says what a member holds: a property of an object that a section is bound to (<c>IOptions&lt;T&gt;</c>,
/// <c>Get&lt;T&gt;</c>, <c>Bind</c>), or a value that is read by its key. Gives up where a second section is possible, and in programs
/// that read settings from somewhere else as well.
/// </summary>
internal sealed class SettingSources(CodeUnit unit, ValueSources sources)
{
    private const int MostHops = 8;

    private static readonly string[] OptionTypes = ["IOptions", "IOptionsMonitor", "IOptionsSnapshot"];

    // What puts other values above those of the files.
    private static readonly string[] OtherSources = ["AddInMemoryCollection", "AddIniFile", "AddXmlFile", "AddUserSecrets",
        "AddKeyPerFile", "PostConfigure"];

    private readonly Dictionary<ITypeSymbol, string?> _sections = new(SymbolEqualityComparer.Default);
    private bool? _isReadable;

    /// <summary>The path of a member, call or indexer in the settings; null for what does not come from there.</summary>
    public string? PathOf(IOperation operation)
    {
        if (unit.Libraries.Settings.IsEmpty)
        {
            return null;
        }

        var path = operation switch
        {
            IPropertyReferenceOperation
            {
                Property.IsIndexer: true,
                Arguments: { Length: 1 } arguments
            } indexer when IsConfiguration(indexer.Instance?.Type) =>
                Joined(SectionOf(indexer.Instance, 0), TextOf(arguments[0].Value)),
            IInvocationOperation { TargetMethod.Name: "GetValue" } call when IsOf(call.TargetMethod,
                "Microsoft.Extensions.Configuration") =>
                Joined(SectionOf(call.Receiver(), 0), TextOf(call.Argument("key")?.Value)),
            IPropertyReferenceOperation
            {
                Instance: { } instance,
                Property: { IsStatic: false } property
            } when property.DeclaringSyntaxReferences.Length > 0 =>
                Joined(ObjectPathOf(instance, 0), KeyOf(property)),
            _ => null,
        };
        return path is not null && IsReadable() ? path : null;
    }

    // The section that an object was filled from.
    private string? ObjectPathOf(IOperation instance, int hops)
    {
        if (hops > MostHops)
        {
            return null;
        }

        var value = instance.Unwrapped();
        return value switch
        {
            IPropertyReferenceOperation { Property.Name: "Value" or "CurrentValue" } options when OptionsOf(
                options.Instance?.Type) is { } filled => BoundTo(filled),
            IInvocationOperation { TargetMethod: { Name: "Get", TypeArguments.Length: 1 } get } call when IsOf(get,
                "Microsoft.Extensions.Configuration") =>
                SectionOf(call.Receiver(), 0),
            ICoalesceOperation coalesce => ObjectPathOf(coalesce.Value, hops + 1),
            IObjectCreationOperation created => PathOfBound(created),
            _ => (sources.Of(value) is { } source && !ReferenceEquals(source.Value, value) ? ObjectPathOf(source.Value, hops + 1) : null)
                ?? PartOf(value, hops)
                ?? OnlyFilled(value),
        };
    }

    // options.Value.Optimizer is the section Optimizer of the one that options are bound to.
    private string? PartOf(IOperation value, int hops) =>
        value is IPropertyReferenceOperation { Instance: { } owner, Property: var part } && part.DeclaringSyntaxReferences.Length > 0
            && owner is not IInstanceReferenceOperation
            ? Joined(ObjectPathOf(owner, hops + 1), KeyOf(part))
            : null;

    // A container hands out the object that was bound, where nobody else makes one.
    private string? OnlyFilled(IOperation value) =>
        value is IParameterReferenceOperation or IFieldReferenceOperation or ILocalReferenceOperation
            && value.Type is INamedTypeSymbol { TypeKind: TypeKind.Class } type
        && type.DeclaringSyntaxReferences.Length > 0
        && type.InstanceConstructors.All(constructor => unit.Libraries.Uses.CallsOf(constructor, unit.Cancellation) is { Count: 0 })
            ? BoundTo(type)
            : null;

    // var settings = new Settings(); section.Bind(settings);
    private string? PathOfBound(IObjectCreationOperation created)
    {
        if (created.User() is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } })
        {
            return null;
        }

        var paths = CodeUnit.FunctionBodyOf(created).Descendants().OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod.Name == "Bind" && IsOf(call.TargetMethod, "Microsoft.Extensions.Configuration")
                && call.Arguments.Any(argument => argument.Value.Unwrapped() is ILocalReferenceOperation { Local: var bound }
                    && SymbolEqualityComparer.Default.Equals(bound, local)))
            .Select(SectionOfBind)
            .ToArray();
        return paths.Length == 1 ? paths[0] : null;
    }

    private string? SectionOfBind(IInvocationOperation bind) =>
        bind.Argument("key") is { } key ? Joined(SectionOf(bind.Receiver(), 0), TextOf(key.Value)) : SectionOf(bind.Receiver(), 0);

    // The only section that the program binds to a type.
    private string? BoundTo(INamedTypeSymbol type)
    {
        if (!_sections.TryGetValue(type, out var section))
        {
            var paths = unit.Libraries.Uses.CallsFor(type, unit.Cancellation).SelectMany(SectionsIn)
                .Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
            section = _sections[type] = paths.Length == 1 ? paths[0] : null;
        }

        return section;
    }

    // Configure<T>(section), Get<T>(), AddOptions<T>().Bind(section), AddOptions<T>().BindConfiguration("path"); "?" where it
    // cannot be told.
    private IEnumerable<string> SectionsIn(IInvocationOperation call)
    {
        switch (call.TargetMethod.Name)
        {
            case "Configure":
                yield return call.Arguments.Select(argument => argument.Value)
                    .FirstOrDefault(value => IsConfiguration(value.Unwrapped().Type)) is { } section
                    ? SectionOf(section, 0) ?? "?"
                    : "?";
                break;
            case "Get":
                yield return SectionOf(call.Receiver(), 0) ?? "?";
                break;
            case "AddOptions" or "AddOptionsWithValidateOnStart":
                foreach (var next in Chained(call))
                {
                    if (next.TargetMethod.Name is "Bind" or "BindConfiguration" or "Configure")
                    {
                        yield return (next.TargetMethod.Name == "Bind" ? SectionOf(next.Argument("config")?.Value, 0)
                            : TextOf(next.Argument("configSectionPath")?.Value)) ?? "?";
                    }
                }

                break;
        }
    }

    private static IEnumerable<IInvocationOperation> Chained(IInvocationOperation call)
    {
        for (var user = call.User(); user is IInvocationOperation or IArgumentOperation; user = user.User())
        {
            if (user is IInvocationOperation next)
            {
                yield return next;
            }
        }
    }

    // The path of a section; empty for the root of all settings.
    private string? SectionOf(IOperation? configuration, int hops)
    {
        if (configuration is null || hops > MostHops)
        {
            return null;
        }

        var value = configuration.Unwrapped();
        if (value is IInvocationOperation { TargetMethod.Name: "GetSection" or "GetRequiredSection" } call)
        {
            return Joined(SectionOf(call.Instance ?? call.Receiver(), hops + 1), TextOf(call.Argument("key")?.Value));
        }

        if (sources.Of(value) is { } source && !ReferenceEquals(source.Value, value))
        {
            return SectionOf(source.Value, hops + 1);
        }

        return value.Type?.Name == "IConfigurationSection" ? null : "";
    }

    private string? TextOf(IOperation? value) =>
        value is null ? null
        : value.Unwrapped().ConstantValue is { HasValue: true, Value: string text } ? text
        : sources.Of(value) is { } source && source.Value.Unwrapped().ConstantValue is { HasValue: true, Value: string found } ? found
        : null;

    // A name that the binder is told to look for instead of the property's own.
    private static string? KeyOf(IPropertySymbol property)
    {
        var renamed = property.GetAttributes()
            .FirstOrDefault(attribute => attribute.AttributeClass?.Name == "ConfigurationKeyNameAttribute");
        return renamed is null ? property.Name : renamed.ConstructorArguments.Length == 1
            ? renamed.ConstructorArguments[0].Value as string : null;
    }

    private bool IsReadable() => _isReadable ??= !OtherSources.Any(source => unit.Libraries.Uses.IsNamed(source, unit.Cancellation))
        && unit.Libraries.Uses.TextsPassedTo("AddJsonFile", unit.Cancellation)
            .All(text => text is not null && ProgramSettings.IsSettings(text));

    private static string? Joined(string? section, string? key) =>
        section is null or "?" || key is null ? null : section.Length == 0 ? key : section + ":" + key;

    private static INamedTypeSymbol? OptionsOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeArguments.Length: 1 } options && Array.IndexOf(OptionTypes, options.Name) >= 0
        && IsOf(options, "Microsoft.Extensions.Options")
            ? options.TypeArguments[0] as INamedTypeSymbol
            : null;

    private static bool IsConfiguration(ITypeSymbol? type) =>
        type is not null && IsOf(type, "Microsoft.Extensions.Configuration")
        && (type.Name == "IConfiguration" || type.AllInterfaces.Any(contract => contract.Name == "IConfiguration"));

    private static bool IsOf(ISymbol symbol, string space) => symbol.ContainingNamespace?.ToDisplayString() == space;
}
