using CsCheck;

namespace TrainingLint.Tests;

/// <summary>
/// What holds of every case of a kind. The cases are the same in every run, on every machine: each comes from a stream of random numbers
/// that its own number starts. CsCheck's own sampling begins at the clock; it is used only for a case that fails, to find a smaller one.
/// </summary>
internal static class Property
{
    private const ulong Seed = 20_251_129;

    private const long Smaller = 3_000;

    /// <summary>Checks a property on a fixed number of cases.</summary>
    /// <typeparam name="T">What a case is.</typeparam>
    /// <param name="cases">Makes them.</param>
    /// <param name="count">How many.</param>
    /// <param name="property">Throws for a case of which it does not hold.</param>
    /// <param name="print">A case as a message shows it.</param>
    /// <exception cref="CsCheckException">The property fails; the message holds the smallest case that was found.</exception>
    public static void Holds<T>(Gen<T> cases, int count, System.Action<T> property, System.Func<T, string>? print = null)
    {
        for (var number = 0; number < count; number++)
        {
            var random = new PCG((uint)number, Seed);
            var start = random.ToString();
            try
            {
                property(cases.Generate(random, null, out _));
            }
            catch (System.Exception)
            {
                cases.Sample(property, seed: start, iter: Smaller, threads: 1, print: print);
                throw;
            }
        }
    }
}
