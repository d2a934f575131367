using System;

namespace TrainingLint.Core;

/// <summary>
/// Marks a partial method without body that lists one instance of every class of a kind, such as every rule; the body is written while the
/// project is built (tools/TrainingLint.CatalogueGenerator), so that a new class needs no second place.
/// </summary>
/// <param name="marker">
/// An interface that the classes must have; those of its own project are listed as well. Null for all classes of the project that are of the
/// method's element type.
/// </param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CatalogueAttribute(Type? marker = null) : Attribute
{
    /// <summary>The interface that the classes must have; null where the element type alone decides.</summary>
    public Type? Marker { get; } = marker;
}
