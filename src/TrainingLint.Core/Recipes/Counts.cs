namespace TrainingLint.Core.Recipes;

/// <summary>
/// The one way from a number in a config to a count: configs hold infinities, NaN and 1e308, and a cast of those means something else on
/// every runtime. Whatever is sized or repeated by a count gets a bound with it.
/// </summary>
public static class Counts
{
    /// <summary>The largest count of steps that a double holds exactly.</summary>
    public const long Most = 1L << 53;

    /// <summary>The whole part of a number within [0, <paramref name="most"/>]; 0 for NaN.</summary>
    public static int UpTo(int most, double number) => (int)Of(number, most);

    /// <summary>The whole part of a number within [0, <paramref name="most"/>]; 0 for NaN.</summary>
    public static long Of(double number, long most = Most) => number >= most ? most : number > 0 ? (long)number : 0;
}
