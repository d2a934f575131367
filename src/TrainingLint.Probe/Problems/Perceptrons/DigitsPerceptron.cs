using System;
using System.Collections.Generic;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Perceptrons;

/// <summary>A fully connected network that classifies the digits, with exact Hessian products.</summary>
public sealed class DigitsPerceptron : IFastCurvature, IExactTrace, IClassifies, IHasFilters, IMatchesUnits, IHasTestedGradients,
    IHasFewerSamples
{
    private const double ConstantWeight = 0.1;
    private const long FastFrom = 20_000_000;

    private readonly PerceptronShape _shape;
    private readonly Activation _activation;
    private readonly Initialization _initialization;
    private readonly PerceptronEngine<double> _engine;
    private readonly Lazy<PerceptronEngine<float>> _single;
    private readonly Range[] _filters;

    /// <summary>A network on the first samples of the digits.</summary>
    /// <param name="widths">Widths from the 64 pixels to the 10 classes; null for 64-64-64-10.</param>
    /// <param name="activation">Activation of the hidden layers.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="initialization">How weights start.</param>
    /// <param name="samples">How many of the digits are used.</param>
    public DigitsPerceptron(
        IReadOnlyList<int>? widths = null,
        Activation activation = Activation.Tanh,
        PerceptronLoss loss = PerceptronLoss.CrossEntropy,
        Initialization initialization = Initialization.Torch,
        int samples = Digits.Count)
    {
        _shape = new PerceptronShape(widths ?? [Digits.Width, 64, 64, Digits.Classes]);
        if (_shape.Inputs(0) != Digits.Width || _shape.Outputs(_shape.Layers - 1) != Digits.Classes)
        {
            throw new ArgumentException("the digits need layers from 64 to 10, such as 64-128-128-10, but the layers are " + _shape);
        }

        if (samples is < 1 or > Digits.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(samples), "there are 1 to 1797 digits");
        }

        (_activation, _initialization, SampleCount, Loss) = (activation, initialization, samples, loss);
        _engine = new PerceptronEngine<double>(_shape, activation, loss, Digits.Pixels, Digits.Labels);
        _single = new(() => new PerceptronEngine<float>(_shape, activation, loss, Digits.Pixels, Digits.Labels));
        _filters = FindFilters(_shape);
    }

    /// <summary>The same network on the same samples and loss, with another start and activation.</summary>
    public DigitsPerceptron StartingWith(Initialization initialization, Activation activation) =>
        new(_shape.Widths, activation, Loss, initialization, SampleCount);

    /// <inheritdoc/>
    public IProblem WithSamples(int samples) => new DigitsPerceptron(_shape.Widths, _activation, Loss, _initialization, samples);

    /// <inheritdoc/>
    public string Name => "digits-mlp";

    /// <inheritdoc/>
    public int ParameterCount => _shape.ParameterCount;

    /// <inheritdoc/>
    public int SampleCount { get; }

    /// <summary>The loss.</summary>
    public PerceptronLoss Loss { get; }

    /// <summary>The activation.</summary>
    public Activation Activation => _activation;

    /// <summary>How its weights start.</summary>
    public Initialization Initialization => _initialization;

    /// <summary>Widths, such as 64-64-64-10.</summary>
    public string Layers => _shape.ToString();

    /// <inheritdoc/>
    public ReadOnlySpan<Range> Filters => _filters;

    /// <inheritdoc/>
    public void Initialize(int seed, Span<double> parameters)
    {
        var random = new RandomNumbers(seed, RandomStream.Initialization);
        parameters.Clear();
        for (var layer = 0; layer < _shape.Layers; layer++)
        {
            var (inputs, outputs) = (_shape.Inputs(layer), _shape.Outputs(layer));
            var weights = parameters.Slice(_shape.WeightOffset(layer), _shape.Weights(layer));
            switch (_initialization)
            {
                case Initialization.Torch:
                    random.FillUniform(weights, 1 / Math.Sqrt(inputs));
                    random.FillUniform(parameters.Slice(_shape.BiasOffset(layer), outputs), 1 / Math.Sqrt(inputs));
                    break;
                case Initialization.Xavier:
                    random.FillNormal(weights, Math.Sqrt(2.0 / (inputs + outputs)));
                    break;
                case Initialization.He:
                    random.FillNormal(weights, Math.Sqrt(2.0 / inputs));
                    break;
                default:
                    weights.Fill(ConstantWeight);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient) =>
        _engine.Evaluate(parameters, samples, gradient);

    /// <inheritdoc/>
    public ISymmetricOperator HessianAt(ReadOnlySpan<double> parameters, SampleSet samples) => _engine.HessianAt(parameters, samples);

    /// <summary>Relative error of a product in float, joined in double; measured 1e-7 to 3e-7 on networks up to 64-512-512-10.</summary>
    public double FastPrecision => 5e-7;

    /// <summary>Products in float: twice the speed, which pays where products are what takes time.</summary>
    public ISymmetricOperator? FastHessianAt(ReadOnlySpan<double> parameters, SampleSet samples) =>
        (long)ParameterCount * samples.Count >= FastFrom ? SingleHessianAt(parameters, samples) : null;

    /// <summary>Products in float, whatever the size.</summary>
    internal ISymmetricOperator SingleHessianAt(ReadOnlySpan<double> parameters, SampleSet samples) =>
        _single.Value.HessianAt(parameters, samples);

    /// <inheritdoc/>
    public double? TraceAt(ReadOnlySpan<double> parameters, SampleSet samples) => _engine.Trace(parameters, samples);

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<double> parameters, SampleSet samples, Span<int> classes) =>
        _engine.Predict(parameters, samples, classes);

    /// <inheritdoc/>
    public ReadOnlySpan<int> Labels => Digits.Labels.Span[..SampleCount];

    /// <inheritdoc/>
    public void MatchUnits(ReadOnlySpan<double> reference, ReadOnlySpan<double> parameters, Span<double> matched) =>
        UnitMatching.Match(_shape, isOdd: _activation == Activation.Tanh, reference, parameters, matched);

    private static Range[] FindFilters(PerceptronShape shape)
    {
        var filters = new List<Range>();
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            for (var unit = 0; unit < shape.Outputs(layer); unit++)
            {
                var start = shape.WeightOffset(layer) + (unit * shape.Inputs(layer));
                filters.Add(start..(start + shape.Inputs(layer)));
            }
        }

        return [.. filters];
    }
}
