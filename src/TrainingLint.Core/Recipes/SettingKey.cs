using System.Collections.Generic;

namespace TrainingLint.Core.Recipes;

/// <summary>The name of a fact that a recipe can hold, without its type.</summary>
public abstract class SettingKey
{
    private static readonly List<SettingKey> Registered = [];

    private protected SettingKey(string name, string description, NumberDomain? domain)
    {
        Name = name;
        Description = description;
        Domain = domain;
        Ordinal = Registered.Count;
        Registered.Add(this);
    }

    /// <summary>Canonical camelCase name, as in the machine-readable output.</summary>
    public string Name { get; }

    /// <summary>What it is, with its unit.</summary>
    public string Description { get; }

    /// <summary>The numbers that it can be; null for anything but a number, and for numbers of which nothing can be said.</summary>
    public NumberDomain? Domain { get; }

    /// <summary>Position among all keys; recipes store their settings by it.</summary>
    internal int Ordinal { get; }

    /// <summary>All keys, in the order in which a recipe is shown.</summary>
    internal static IReadOnlyList<SettingKey> All => Registered;

    /// <summary>The setting that says nothing, in this key's type.</summary>
    internal abstract Setting UnknownSetting { get; }
}

/// <summary>The name of a fact that a recipe can hold.</summary>
/// <typeparam name="T">Type of its value.</typeparam>
public sealed class SettingKey<T> : SettingKey
    where T : notnull
{
    internal SettingKey(string name, string description, NumberDomain? domain = null)
        : base(name, description, domain)
    {
    }

    internal override Setting UnknownSetting => Setting<T>.Unknown;
}
