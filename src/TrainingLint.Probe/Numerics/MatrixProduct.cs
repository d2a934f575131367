using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TrainingLint.Probe.Numerics;

/// <summary>
/// C += op(A) op(B) on one core, in float or double. Both factors are copied into panels that the register tile reads
/// straight through (Goto and van de Geijn 2008, doi:10.1145/1356052.1356053). The loops are compiled fully at once: a probe is
/// over before the runtime would have found out that they are hot. The order of every sum depends only on the
/// sizes, so that results do not depend on how callers share work between threads.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal static partial class MatrixProduct<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Depth of a panel: one column panel of B (two vectors wide) then fits the first-level cache.</summary>
    private const int DepthBlock = 256;

    /// <summary>Rows of a block of A, a multiple of all tile heights, so that the block fits the second-level cache.</summary>
    private const int RowBlock = 120;

    private static readonly bool Wide = Vector512.IsHardwareAccelerated;

    private static readonly bool Middling = Vector256.IsHardwareAccelerated;

    private static readonly int TileRows = Wide ? 12 : Middling ? 6 : 4;

    private static readonly int TileColumns = 2 * (Wide ? Vector512<T>.Count : Middling ? Vector256<T>.Count : Vector128<T>.Count);

    [ThreadStatic]
    private static Buffers? _buffers;

    /// <summary>C[m,n] += op(A)[m,k] op(B)[k,n]; all row-major.</summary>
    public static void Add(int m, int n, int k, MatrixView<T> a, MatrixView<T> b, Span<T> c, int ldc) =>
        Add(1, m, n, k, a, 0, b, c, ldc, 0);

    /// <summary>C_j += A_j B for several row-major A_j and C_j that lie a step apart; B is copied into panels only once.</summary>
    public static void AddBatch(int count, int m, int n, int k, ReadOnlySpan<T> a, int lda, int stepA, MatrixView<T> b, Span<T> c, int ldc,
        int stepC) =>
        Add(count, m, n, k, MatrixView<T>.Rows(a, lda), stepA, b, c, ldc, stepC);

    private static unsafe void Add(int count, int m, int n, int k, MatrixView<T> a, int stepA, MatrixView<T> b, Span<T> c, int ldc,
        int stepC)
    {
        if (m == 0 || n == 0 || k == 0)
        {
            return;
        }

        var buffers = _buffers ??= new Buffers();
        buffers.Reserve(RoundUp(n, TileColumns));
        fixed (T* pa = a.Data, pb = b.Data, pc = c)
        {
            for (var from = 0; from < k; from += DepthBlock)
            {
                var depth = Math.Min(DepthBlock, k - from);
                PackColumns(pb, b, from, depth, n, buffers.B);
                for (var j = 0; j < count; j++)
                {
                    for (var top = 0; top < m; top += RowBlock)
                    {
                        var rows = Math.Min(RowBlock, m - top);
                        PackRows(pa + ((nint)j * stepA), a, top, rows, from, depth, buffers.A);
                        Block(rows, n, depth, buffers, pc + ((nint)j * stepC) + ((nint)top * ldc), ldc);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Block(int rows, int n, int depth, Buffers buffers, T* c, int ldc)
    {
        for (var j = 0; j < n; j += TileColumns)
        {
            var b = buffers.B + ((nint)j * depth);
            for (var i = 0; i < rows; i += TileRows)
            {
                var a = buffers.A + ((nint)i * depth);
                if (j + TileColumns <= n && i + TileRows <= rows)
                {
                    Prefetch(c + ((nint)i * ldc) + j, ldc);
                    Tile(depth, a, b, c + ((nint)i * ldc) + j, ldc);
                }
                else
                {
                    EdgeTile(depth, a, b, c + ((nint)i * ldc) + j, ldc, Math.Min(TileRows, rows - i), Math.Min(TileColumns, n - j));
                }
            }
        }
    }

    /// <summary>Asks for the sums' memory before the tile that adds to it, which hides the wait behind the multiplications.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(T* c, int ldc)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        for (var row = 0; row < TileRows; row++)
        {
            Sse.Prefetch0(c);
            Sse.Prefetch0(c + (TileColumns / 2));
            Sse.Prefetch0(c + TileColumns - 1);
            c += ldc;
        }
    }

    private static unsafe void Tile(int depth, T* a, T* b, T* c, int ldc)
    {
        if (Wide)
        {
            Tile512(depth, a, b, c, ldc);
        }
        else if (Middling)
        {
            Tile256(depth, a, b, c, ldc);
        }
        else
        {
            Tile128(depth, a, b, c, ldc);
        }
    }

    /// <summary>A tile at the rim: computed whole in scratch memory, and only what exists is added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void EdgeTile(int depth, T* a, T* b, T* c, int ldc, int rows, int columns)
    {
        var scratch = stackalloc T[TileRows * TileColumns];
        new Span<T>(scratch, TileRows * TileColumns).Clear();
        Tile(depth, a, b, scratch, TileColumns);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                c[(i * ldc) + j] += scratch[(i * TileColumns) + j];
            }
        }
    }

    /// <summary>Rows of A in groups of a tile's height, the group's elements of one depth side by side; missing rows are zero.</summary>
    private static unsafe void PackRows(T* source, MatrixView<T> view, int top, int rows, int from, int depth, T* target)
    {
        for (var i = 0; i < rows; i += TileRows)
        {
            Pack(source + ((nint)(top + i) * view.RowStride) + ((nint)from * view.ColumnStride), view.RowStride, view.ColumnStride,
                Math.Min(TileRows, rows - i), depth, TileRows, target);
            target += (nint)TileRows * depth;
        }
    }

    private static unsafe void PackColumns(T* source, MatrixView<T> view, int from, int depth, int n, T* target)
    {
        for (var j = 0; j < n; j += TileColumns)
        {
            Pack(source + ((nint)from * view.RowStride) + ((nint)j * view.ColumnStride), view.ColumnStride, view.RowStride,
                Math.Min(TileColumns, n - j), depth, TileColumns, target);
            target += (nint)TileColumns * depth;
        }
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    /// <summary>Panels of one thread, aligned to cache lines, kept between calls.</summary>
    private sealed unsafe class Buffers
    {
        private const nuint CacheLine = 64;

        private int _columns;

        public T* A { get; } = Allocate(DepthBlock * RowBlock);

        public T* B { get; private set; }

        ~Buffers()
        {
            NativeMemory.AlignedFree(A);
            NativeMemory.AlignedFree(B);
        }

        public void Reserve(int columns)
        {
            if (columns > _columns)
            {
                NativeMemory.AlignedFree(B);
                B = Allocate(DepthBlock * columns);
                _columns = columns;
            }
        }

        private static T* Allocate(int count) => (T*)NativeMemory.AlignedAlloc((nuint)count * (nuint)sizeof(T), CacheLine);
    }
}

/// <summary>A matrix in memory that is not its own; transposing swaps the strides.</summary>
internal readonly ref struct MatrixView<T>(ReadOnlySpan<T> data, int rowStride, int columnStride)
{
    public ReadOnlySpan<T> Data { get; } = data;

    public int RowStride { get; } = rowStride;

    public int ColumnStride { get; } = columnStride;

    /// <summary>A row-major matrix.</summary>
    public static MatrixView<T> Rows(ReadOnlySpan<T> data, int stride) => new(data, stride, 1);

    /// <summary>The transpose of a row-major matrix.</summary>
    public static MatrixView<T> Transposed(ReadOnlySpan<T> data, int stride) => new(data, 1, stride);
}
