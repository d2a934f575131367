using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace TrainingLint.Probe.Numerics;

/// <content>The register tiles. They are spelled out because only named locals are sure to stay in registers.</content>
internal static partial class MatrixProduct<T>
{
    /// <summary>One tile of 12 rows by two vectors, 512 bits wide: 24 sums that stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Tile512(int depth, T* a, T* b, T* c, int ldc)
    {
        var width = Vector512<T>.Count;
        Vector512<T> c0L = default, c0R = default;
        Vector512<T> c1L = default, c1R = default;
        Vector512<T> c2L = default, c2R = default;
        Vector512<T> c3L = default, c3R = default;
        Vector512<T> c4L = default, c4R = default;
        Vector512<T> c5L = default, c5R = default;
        Vector512<T> c6L = default, c6R = default;
        Vector512<T> c7L = default, c7R = default;
        Vector512<T> c8L = default, c8R = default;
        Vector512<T> c9L = default, c9R = default;
        Vector512<T> c10L = default, c10R = default;
        Vector512<T> c11L = default, c11R = default;
        for (var p = 0; p < depth; p++)
        {
            var left = Vector512.Load(b);
            var right = Vector512.Load(b + width);
            c0L = MultiplyAdd(Vector512.Create(a[0]), left, c0L);
            c0R = MultiplyAdd(Vector512.Create(a[0]), right, c0R);
            c1L = MultiplyAdd(Vector512.Create(a[1]), left, c1L);
            c1R = MultiplyAdd(Vector512.Create(a[1]), right, c1R);
            c2L = MultiplyAdd(Vector512.Create(a[2]), left, c2L);
            c2R = MultiplyAdd(Vector512.Create(a[2]), right, c2R);
            c3L = MultiplyAdd(Vector512.Create(a[3]), left, c3L);
            c3R = MultiplyAdd(Vector512.Create(a[3]), right, c3R);
            c4L = MultiplyAdd(Vector512.Create(a[4]), left, c4L);
            c4R = MultiplyAdd(Vector512.Create(a[4]), right, c4R);
            c5L = MultiplyAdd(Vector512.Create(a[5]), left, c5L);
            c5R = MultiplyAdd(Vector512.Create(a[5]), right, c5R);
            c6L = MultiplyAdd(Vector512.Create(a[6]), left, c6L);
            c6R = MultiplyAdd(Vector512.Create(a[6]), right, c6R);
            c7L = MultiplyAdd(Vector512.Create(a[7]), left, c7L);
            c7R = MultiplyAdd(Vector512.Create(a[7]), right, c7R);
            c8L = MultiplyAdd(Vector512.Create(a[8]), left, c8L);
            c8R = MultiplyAdd(Vector512.Create(a[8]), right, c8R);
            c9L = MultiplyAdd(Vector512.Create(a[9]), left, c9L);
            c9R = MultiplyAdd(Vector512.Create(a[9]), right, c9R);
            c10L = MultiplyAdd(Vector512.Create(a[10]), left, c10L);
            c10R = MultiplyAdd(Vector512.Create(a[10]), right, c10R);
            c11L = MultiplyAdd(Vector512.Create(a[11]), left, c11L);
            c11R = MultiplyAdd(Vector512.Create(a[11]), right, c11R);
            a += 12;
            b += 2 * width;
        }

        Add(c, c0L, c0R);
        Add(c + ldc, c1L, c1R);
        Add(c + (2 * ldc), c2L, c2R);
        Add(c + (3 * ldc), c3L, c3R);
        Add(c + (4 * ldc), c4L, c4R);
        Add(c + (5 * ldc), c5L, c5R);
        Add(c + (6 * ldc), c6L, c6R);
        Add(c + (7 * ldc), c7L, c7R);
        Add(c + (8 * ldc), c8L, c8R);
        Add(c + (9 * ldc), c9L, c9R);
        Add(c + (10 * ldc), c10L, c10R);
        Add(c + (11 * ldc), c11L, c11R);
    }

    /// <summary>One tile of 6 rows by two vectors, 256 bits wide: 12 sums that stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Tile256(int depth, T* a, T* b, T* c, int ldc)
    {
        var width = Vector256<T>.Count;
        Vector256<T> c0L = default, c0R = default;
        Vector256<T> c1L = default, c1R = default;
        Vector256<T> c2L = default, c2R = default;
        Vector256<T> c3L = default, c3R = default;
        Vector256<T> c4L = default, c4R = default;
        Vector256<T> c5L = default, c5R = default;
        for (var p = 0; p < depth; p++)
        {
            var left = Vector256.Load(b);
            var right = Vector256.Load(b + width);
            c0L = MultiplyAdd(Vector256.Create(a[0]), left, c0L);
            c0R = MultiplyAdd(Vector256.Create(a[0]), right, c0R);
            c1L = MultiplyAdd(Vector256.Create(a[1]), left, c1L);
            c1R = MultiplyAdd(Vector256.Create(a[1]), right, c1R);
            c2L = MultiplyAdd(Vector256.Create(a[2]), left, c2L);
            c2R = MultiplyAdd(Vector256.Create(a[2]), right, c2R);
            c3L = MultiplyAdd(Vector256.Create(a[3]), left, c3L);
            c3R = MultiplyAdd(Vector256.Create(a[3]), right, c3R);
            c4L = MultiplyAdd(Vector256.Create(a[4]), left, c4L);
            c4R = MultiplyAdd(Vector256.Create(a[4]), right, c4R);
            c5L = MultiplyAdd(Vector256.Create(a[5]), left, c5L);
            c5R = MultiplyAdd(Vector256.Create(a[5]), right, c5R);
            a += 6;
            b += 2 * width;
        }

        Add(c, c0L, c0R);
        Add(c + ldc, c1L, c1R);
        Add(c + (2 * ldc), c2L, c2R);
        Add(c + (3 * ldc), c3L, c3R);
        Add(c + (4 * ldc), c4L, c4R);
        Add(c + (5 * ldc), c5L, c5R);
    }

    /// <summary>
    /// One tile of 4 rows by two vectors, 128 bits wide: 8 sums that stay in the registers of processors with nothing wider.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Tile128(int depth, T* a, T* b, T* c, int ldc)
    {
        var width = Vector128<T>.Count;
        Vector128<T> c0L = default, c0R = default;
        Vector128<T> c1L = default, c1R = default;
        Vector128<T> c2L = default, c2R = default;
        Vector128<T> c3L = default, c3R = default;
        for (var p = 0; p < depth; p++)
        {
            var left = Vector128.Load(b);
            var right = Vector128.Load(b + width);
            c0L = MultiplyAdd(Vector128.Create(a[0]), left, c0L);
            c0R = MultiplyAdd(Vector128.Create(a[0]), right, c0R);
            c1L = MultiplyAdd(Vector128.Create(a[1]), left, c1L);
            c1R = MultiplyAdd(Vector128.Create(a[1]), right, c1R);
            c2L = MultiplyAdd(Vector128.Create(a[2]), left, c2L);
            c2R = MultiplyAdd(Vector128.Create(a[2]), right, c2R);
            c3L = MultiplyAdd(Vector128.Create(a[3]), left, c3L);
            c3R = MultiplyAdd(Vector128.Create(a[3]), right, c3R);
            a += 4;
            b += 2 * width;
        }

        Add(c, c0L, c0R);
        Add(c + ldc, c1L, c1R);
        Add(c + (2 * ldc), c2L, c2R);
        Add(c + (3 * ldc), c3L, c3R);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> MultiplyAdd(Vector512<T> left, Vector512<T> right, Vector512<T> sum) =>
        typeof(T) == typeof(double)
            ? Vector512.FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), sum.AsDouble()).As<double, T>()
            : Vector512.FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), sum.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> MultiplyAdd(Vector256<T> left, Vector256<T> right, Vector256<T> sum) =>
        typeof(T) == typeof(double)
            ? Vector256.FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), sum.AsDouble()).As<double, T>()
            : Vector256.FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), sum.AsSingle()).As<float, T>();

    // Where the processor cannot multiply and add at once, doing so exactly would be a call into a library for every element.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> MultiplyAdd(Vector128<T> left, Vector128<T> right, Vector128<T> sum) =>
        !Fma.IsSupported && !AdvSimd.IsSupported ? (left * right) + sum
            : typeof(T) == typeof(double)
            ? Vector128.FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), sum.AsDouble()).As<double, T>()
            : Vector128.FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), sum.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Add(T* c, Vector512<T> left, Vector512<T> right)
    {
        (Vector512.Load(c) + left).Store(c);
        (Vector512.Load(c + Vector512<T>.Count) + right).Store(c + Vector512<T>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Add(T* c, Vector256<T> left, Vector256<T> right)
    {
        (Vector256.Load(c) + left).Store(c);
        (Vector256.Load(c + Vector256<T>.Count) + right).Store(c + Vector256<T>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Add(T* c, Vector128<T> left, Vector128<T> right)
    {
        (Vector128.Load(c) + left).Store(c);
        (Vector128.Load(c + Vector128<T>.Count) + right).Store(c + Vector128<T>.Count);
    }
}
