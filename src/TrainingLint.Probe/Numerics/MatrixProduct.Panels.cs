using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TrainingLint.Probe.Numerics;

/// <content>Copying a factor into panels: a fifth of a product's time when done element by element.</content>
internal static partial class MatrixProduct<T>
{
    /// <summary>Rows (or columns) that are interleaved together; a square of this size is transposed in registers.</summary>
    private const int Square = 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Pack(T* source, int stride, int depthStride, int count, int depth, int group, T* target)
    {
        if (count < group)
        {
            new Span<T>(target, group * depth).Clear();
        }

        if (stride == 1)
        {
            CopyRuns(source, depthStride, count, depth, group, target);
            return;
        }

        var whole = count - (count % Square);
        for (var i = 0; i < whole; i += Square)
        {
            Interleave(source + ((nint)i * stride), stride, depthStride, depth, group, target + i);
        }

        for (var i = whole; i < count; i++)
        {
            var from = source + ((nint)i * stride);
            for (var p = 0; p < depth; p++)
            {
                target[(p * group) + i] = from[(nint)p * depthStride];
            }
        }
    }

    /// <summary>What lies side by side in the source stays so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void CopyRuns(T* source, int depthStride, int count, int depth, int group, T* target)
    {
        var whole = count - (count % Square);
        for (var p = 0; p < depth; p++)
        {
            for (var i = 0; i < whole; i += Square)
            {
                CopySquareRow(source + i, target + i);
            }

            for (var i = whole; i < count; i++)
            {
                target[i] = source[i];
            }

            source += depthStride;
            target += group;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void CopySquareRow(T* source, T* target)
    {
        Vector128.Load(source).Store(target);
        if (typeof(T) == typeof(double))
        {
            Vector128.Load(source + Vector128<T>.Count).Store(target + Vector128<T>.Count);
        }
    }

    /// <summary>Four rows at once: their elements of one depth land side by side in the same cache line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Interleave(T* first, int stride, int depthStride, int depth, int group, T* target)
    {
        var p = 0;
        if (depthStride == 1 && Avx.IsSupported)
        {
            for (; p + Square <= depth; p += Square)
            {
                Transpose(first, stride, group, target);
                first += Square;
                target += Square * group;
            }
        }

        var second = first + stride;
        var third = second + stride;
        var fourth = third + stride;
        for (; p < depth; p++)
        {
            target[0] = *first;
            target[1] = *second;
            target[2] = *third;
            target[3] = *fourth;
            first += depthStride;
            second += depthStride;
            third += depthStride;
            fourth += depthStride;
            target += group;
        }
    }

    /// <summary>A square of four by four, from rows a stride apart to rows a group apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Transpose(T* source, int stride, int group, T* target)
    {
        if (typeof(T) == typeof(float))
        {
            Transpose((float*)source, stride, group, (float*)target);
        }
        else
        {
            Transpose((double*)source, stride, group, (double*)target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Transpose(float* source, int stride, int group, float* target)
    {
        var (a, b) = (Sse.LoadVector128(source), Sse.LoadVector128(source + stride));
        var (c, d) = (Sse.LoadVector128(source + (2 * stride)), Sse.LoadVector128(source + (3 * stride)));
        var (low, high) = (Sse.UnpackLow(a, b), Sse.UnpackHigh(a, b));
        var (nextLow, nextHigh) = (Sse.UnpackLow(c, d), Sse.UnpackHigh(c, d));
        Sse.MoveLowToHigh(low, nextLow).Store(target);
        Sse.MoveHighToLow(nextLow, low).Store(target + group);
        Sse.MoveLowToHigh(high, nextHigh).Store(target + (2 * group));
        Sse.MoveHighToLow(nextHigh, high).Store(target + (3 * group));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Transpose(double* source, int stride, int group, double* target)
    {
        var (a, b) = (Avx.LoadVector256(source), Avx.LoadVector256(source + stride));
        var (c, d) = (Avx.LoadVector256(source + (2 * stride)), Avx.LoadVector256(source + (3 * stride)));
        var (even, odd) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
        var (nextEven, nextOdd) = (Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
        Avx.Permute2x128(even, nextEven, 0x20).Store(target);
        Avx.Permute2x128(odd, nextOdd, 0x20).Store(target + group);
        Avx.Permute2x128(even, nextEven, 0x31).Store(target + (2 * group));
        Avx.Permute2x128(odd, nextOdd, 0x31).Store(target + (3 * group));
    }
}
