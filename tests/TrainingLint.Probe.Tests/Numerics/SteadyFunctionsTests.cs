using System;
using System.Linq;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Tests.Numerics;

/// <summary>Results depend on the arguments alone: element by element, to the last bit, they are those of the scalar functions.</summary>
public sealed class SteadyFunctionsTests
{
    private static readonly double[] Arguments =
        [0, -0.0, 8.387534697650109E-07, 0.0007115892378270775, -0.001104171468684994, 0.04301425402621784, 1, -3, 20, -50, 700, -800,
            double.NegativeInfinity];

    [Fact]
    public void TanhOfDoubles_IsTheScalarOne()
    {
        var values = new double[Arguments.Length];
        for (var call = 0; call < 200; call++)
        {
            SteadyFunctions.Tanh<double>(Arguments, values);
            Assert.Equal(Arguments.Select(Math.Tanh).Select(BitConverter.DoubleToInt64Bits), values.Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Fact]
    public void TanhOfFloats_IsWithinTwoUnitsOfTheScalarOne()
    {
        float[] arguments = [.. Arguments.Select(argument => (float)argument)];
        var values = new float[arguments.Length];
        SteadyFunctions.Tanh<float>(arguments, values);
        Assert.All(arguments.Zip(values),
            pair => Assert.InRange(pair.Second, MathF.Tanh(pair.First) - 2.4e-7f, MathF.Tanh(pair.First) + 2.4e-7f));
    }

    [Fact]
    public void Exponential_IsTheScalarOne()
    {
        var values = new double[Arguments.Length];
        SteadyFunctions.Exp(Arguments, values);
        Assert.Equal(Arguments.Select(Math.Exp), values);
    }

    [Fact]
    public void SoftMax_NeitherOverflowsNorLosesWhatIsSmall()
    {
        // Doubles near 1000 are 1.1e-13 apart.
        double[] shares = [1000, 1000 + Math.Log(3), -1000];
        SteadyFunctions.SoftMax(shares, shares);
        Assert.Equal(0.25, shares[0], 2e-13);
        Assert.Equal(0.75, shares[1], 2e-13);
        Assert.Equal(0, shares[2]);
    }
}
