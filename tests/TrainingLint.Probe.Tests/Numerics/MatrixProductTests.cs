using System;
using System.Numerics;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Tests.Numerics;

public class MatrixProductTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(12, 16, 7)]
    [InlineData(13, 17, 300)]
    [InlineData(37, 29, 64)]
    [InlineData(125, 33, 513)]
    public void EveryOrientation_EqualsThePlainSum(int m, int n, int k)
    {
        foreach (var (transposeA, transposeB) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            Assert.True(LargestError<double>(m, n, k, transposeA, transposeB) < 1e-13 * k);
            Assert.True(LargestError<float>(m, n, k, transposeA, transposeB) < 1e-6 * k);
        }
    }

    [Fact]
    public void Batch_EqualsOneProductAfterTheOther()
    {
        var (count, m, n, k) = (3, 14, 9, 11);
        var (a, b) = (Numbers<double>(m * count * k, 1), Numbers<double>(k * n, 2));
        var (together, apart) = (new double[m * count * n], new double[m * count * n]);

        MatrixProduct<double>.AddBatch(count, m, n, k, a, count * k, k, MatrixView<double>.Rows(b, n), together, count * n, n);
        for (var j = 0; j < count; j++)
        {
            MatrixProduct<double>.Add(m, n, k, MatrixView<double>.Rows(a.AsSpan(j * k), count * k), MatrixView<double>.Rows(b, n),
                apart.AsSpan(j * n), count * n);
        }

        Assert.Equal(apart, together);
    }

    private static double LargestError<T>(int m, int n, int k, bool transposeA, bool transposeB)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (a, b, c) = (Numbers<T>(m * k, 1), Numbers<T>(k * n, 2), Numbers<T>(m * n, 3));
        var before = (T[])c.Clone();
        MatrixProduct<T>.Add(m, n, k, transposeA ? MatrixView<T>.Transposed(a, m) : MatrixView<T>.Rows(a, k),
            transposeB ? MatrixView<T>.Transposed(b, k) : MatrixView<T>.Rows(b, n), c, n);
        var largest = 0.0;
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = double.CreateChecked(before[(i * n) + j]);
                for (var p = 0; p < k; p++)
                {
                    sum += double.CreateChecked(a[transposeA ? (p * m) + i : (i * k) + p])
                        * double.CreateChecked(b[transposeB ? (j * k) + p : (p * n) + j]);
                }

                largest = Math.Max(largest, Math.Abs(sum - double.CreateChecked(c[(i * n) + j])));
            }
        }

        return largest;
    }

    private static T[] Numbers<T>(int count, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new RandomNumbers(seed, RandomStream.Construction);
        var numbers = new T[count];
        foreach (ref var number in numbers.AsSpan())
        {
            number = T.CreateChecked(random.NextNormal());
        }

        return numbers;
    }
}
