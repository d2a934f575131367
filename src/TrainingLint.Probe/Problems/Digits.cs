using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;

namespace TrainingLint.Probe.Problems;

/// <summary>
/// 1,797 handwritten digits of 8 x 8 pixels: the test part of "Optical Recognition of Handwritten Digits" by E. Alpaydin and
/// C. Kaynak, UCI Machine Learning Repository, 1998, doi:10.24432/C50P49, licence CC BY 4.0. Pixels are scaled from 0..16 to [0, 1].
/// </summary>
public static class Digits
{
    private const string Resource = "TrainingLint.Probe.digits.csv.gz";
    private const double LargestPixel = 16;

    private static readonly Lazy<(double[] Pixels, int[] Labels)> Loaded = new(Load);

    /// <summary>Pixels of a sample.</summary>
    public const int Width = 64;

    /// <summary>Number of classes.</summary>
    public const int Classes = 10;

    /// <summary>Number of samples.</summary>
    public const int Count = 1797;

    /// <summary>All pixels, sample by sample, in [0, 1].</summary>
    public static ReadOnlyMemory<double> Pixels => Loaded.Value.Pixels;

    /// <summary>The digit of each sample.</summary>
    public static ReadOnlyMemory<int> Labels => Loaded.Value.Labels;

    private static (double[] Pixels, int[] Labels) Load()
    {
        using var packed = typeof(Digits).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var pixels = new double[Count * Width];
        var labels = new int[Count];
        reader.ReadLine();
        for (var row = 0; row < Count; row++)
        {
            var fields = reader.ReadLine()!.Split(',');
            for (var i = 0; i < Width; i++)
            {
                pixels[(row * Width) + i] = double.Parse(fields[i], CultureInfo.InvariantCulture) / LargestPixel;
            }

            labels[row] = int.Parse(fields[Width], CultureInfo.InvariantCulture);
        }

        return (pixels, labels);
    }
}
