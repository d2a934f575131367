using System;
using System.Buffers.Binary;
using System.IO;

namespace TrainingLint.Cli.Probing;

/// <summary>Parameters in a file: bare little-endian numbers, float32 or float64 by the file's length.</summary>
internal static class WeightFile
{
    public static double[] Read(string path, int count)
    {
        if (!File.Exists(path))
        {
            throw new UsageException("there is no weights file '" + path + "'.");
        }

        var length = new FileInfo(path).Length;
        if (length != (long)count * sizeof(float) && length != (long)count * sizeof(double))
        {
            throw new UsageException(
                FormattableString.Invariant($"the weights file has {length} bytes, but {count} parameters are {(long)count * sizeof(float)} bytes as float32 and {(long)count * sizeof(double)} as float64."));
        }

        var bytes = File.ReadAllBytes(path);
        var weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            weights[i] = length == (long)count * sizeof(float)
                ? BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)))
                : BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)));
        }

        return weights;
    }
}
