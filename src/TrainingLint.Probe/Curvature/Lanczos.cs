using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Curvature;

/// <summary>
/// The Lanczos process with full reorthogonalisation (Lanczos 1950; Paige 1976): a tridiagonal picture of a symmetric operator
/// as one start vector sees it. Without reorthogonalisation, converged eigenvalues would appear again as ghosts.
/// </summary>
public sealed class Lanczos
{
    /// <summary>A new direction this much smaller than the operator is rounding: the space is invariant and all values exact.</summary>
    private const double BreakdownTolerance = 1e-14;

    /// <summary>From this size on the basis is kept in float: it is what memory is used up by.</summary>
    internal const int SingleFrom = 1 << 22;

    /// <summary>Half the distance of neighbouring floats at 1.</summary>
    private const double SingleRounding = 6e-8;

    private readonly ISymmetricOperator _operator;
    private readonly KrylovBasis _basis;
    private readonly List<double> _diagonal = [];
    private readonly List<double> _offDiagonal = [];
    private double[] _next;
    private double _scale;
    private SymmetricTridiagonal? _solved;

    /// <summary>Prepares a run from a start vector, which is copied and normalised.</summary>
    public Lanczos(ISymmetricOperator matrix, ReadOnlySpan<double> start)
    {
        if (start.Length != matrix.Size)
        {
            throw new ArgumentException("the start vector must have the operator's size");
        }

        _operator = matrix;
        _basis = new KrylovBasis(matrix.Size, isSingle: matrix.Size >= SingleFrom);
        StartNorm = TensorPrimitives.Norm(start);
        _next = start.ToArray();
        if (!(StartNorm > 0) || !double.IsFinite(StartNorm))
        {
            throw new ArgumentException("the start vector must be finite and not zero");
        }

        TensorPrimitives.Divide(_next, StartNorm, _next);
    }

    /// <summary>Norm of the start vector.</summary>
    public double StartNorm { get; }

    /// <summary>Number of rows of the operator.</summary>
    public int Size => _operator.Size;

    /// <summary>Rounding of the vectors that are kept, which no eigenvalue can be known beyond, as a share of the largest.</summary>
    public double Rounding => Size >= SingleFrom ? SingleRounding : 0;

    /// <summary>Products so far.</summary>
    public int Products => _diagonal.Count;

    /// <summary>True when the space cannot grow: every value found is an eigenvalue.</summary>
    public bool IsInvariant { get; private set; }

    /// <summary>Diagonal of the tridiagonal matrix; its first entry is the Rayleigh quotient of the start vector.</summary>
    public IReadOnlyList<double> Diagonal => _diagonal;

    /// <summary>Ritz values, ascending.</summary>
    public ReadOnlySpan<double> Values => Solved.Values;

    private SymmetricTridiagonal Solved =>
        _solved ??= new SymmetricTridiagonal(_diagonal.ToArray(), _offDiagonal.ToArray());

    /// <summary>One more product. False when the space is invariant.</summary>
    public bool Step()
    {
        if (IsInvariant)
        {
            return false;
        }

        var vector = _next;
        var product = new double[vector.Length];

        // Rounded to what will be kept, for the product to be of just that; where products are stopped, the same vector comes again.
        _basis.Round(vector);

        // First, because it may be stopped; what was found before stays whole then.
        _operator.Multiply(vector, product);
        _basis.Add(vector);
        var (alpha, norm) = _basis.Measure(product);
        if (!double.IsFinite(norm))
        {
            throw new ArithmeticException("a product with the Hessian is not finite");
        }

        _scale = Math.Max(_scale, norm);
        var beta = _basis.Orthogonalise(product, alpha, _offDiagonal.Count > 0 ? _offDiagonal[^1] : 0);
        _diagonal.Add(alpha);
        _offDiagonal.Add(beta);
        _solved = null;
        if (beta <= BreakdownTolerance * _scale || _basis.Count == vector.Length)
        {
            IsInvariant = true;
            _offDiagonal[^1] = 0;
            return false;
        }

        _basis.Normalise(product, beta);
        _next = product;
        return true;
    }

    /// <summary>Takes steps until there are this many products, or the space is invariant.</summary>
    public void Run(int products)
    {
        while (Products < products && Step())
        {
        }
    }

    /// <summary>|H x - theta x| for a Ritz pair: some eigenvalue lies this close to it.</summary>
    public double Residual(int index) => _offDiagonal[^1] * Math.Abs(Solved.Vector(Products - 1, index));

    /// <summary>Square of the start vector's share in a Ritz vector: the quadrature weight.</summary>
    public double Weight(int index) => Solved.Vector(0, index) * Solved.Vector(0, index);

    /// <summary>The Ritz vector, of norm 1.</summary>
    public double[] Vector(int index)
    {
        var solved = Solved;
        return _basis.Combine(j => solved.Vector(j, index));
    }
}
