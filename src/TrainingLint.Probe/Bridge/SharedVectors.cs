using System;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TrainingLint.Probe.Bridge;

/// <summary>
/// The memory that both processes see: one memory-mapped file with a region for each kind of vector. The file's name goes as soon as the
/// child has it open, so that nothing is left whichever process dies.
/// </summary>
internal sealed unsafe class SharedVectors : IDisposable
{
    private const int Alignment = 64;
    private const long LargestBlock = 64 << 20;
    private const int MostVectors = 4;
    private const string MemoryDirectory = "/dev/shm";

    private readonly ProblemDescription _problem;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    /// <summary>Makes the file, in memory where there is room for it.</summary>
    /// <exception cref="BridgeException">There is no room.</exception>
    public SharedVectors(ProblemDescription problem)
    {
        _problem = problem;
        var vector = (long)problem.ParameterCount * problem.NumberSize;
        Width = (int)Math.Clamp(LargestBlock / Math.Max(1, vector), 1, MostVectors);
        Offsets = Layout(vector, Width, (long)problem.SampleCount * sizeof(int));
        (Path, _file) = Create(Offsets.End);
        _view = _file.CreateViewAccessor(0, Offsets.End);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>Where the file is, until <see cref="Unname"/>.</summary>
    public string Path { get; }

    /// <summary>Vectors that fit into one command.</summary>
    public int Width { get; }

    /// <summary>Where each region starts, in bytes.</summary>
    public Regions Offsets { get; }

    /// <summary>Where the regions of the file start, in bytes.</summary>
    public sealed record Regions(long Parameters, long Gradient, long Vectors, long Products, long Indices, long Classes, long End);

    /// <summary>The sample numbers of a command.</summary>
    public Span<int> Indices => new(_start + Offsets.Indices, _problem.SampleCount);

    /// <summary>The predicted classes.</summary>
    public ReadOnlySpan<int> Classes => new(_start + Offsets.Classes, _problem.SampleCount);

    /// <summary>Removes the file's name; the memory stays with those who have it open.</summary>
    public void Unname()
    {
        // Windows keeps names while a file is open, and removes them at its end.
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(Path);
        }
    }

    /// <summary>Writes numbers at an offset, rounded to the problem's precision.</summary>
    public void Write(long offset, ReadOnlySpan<double> numbers)
    {
        if (_problem.IsSingle)
        {
            TensorPrimitives.ConvertChecked<double, float>(numbers, new Span<float>(_start + offset, numbers.Length));
        }
        else
        {
            numbers.CopyTo(new Span<double>(_start + offset, numbers.Length));
        }
    }

    /// <summary>Reads numbers at an offset.</summary>
    public void Read(long offset, Span<double> numbers)
    {
        if (_problem.IsSingle)
        {
            TensorPrimitives.ConvertChecked<float, double>(new ReadOnlySpan<float>(_start + offset, numbers.Length), numbers);
        }
        else
        {
            new ReadOnlySpan<double>(_start + offset, numbers.Length).CopyTo(numbers);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
        File.Delete(Path);
    }

    private static Regions Layout(long vector, int width, long integers)
    {
        static long Aligned(long offset) => (offset + Alignment - 1) / Alignment * Alignment;
        var gradient = Aligned(vector);
        var vectors = Aligned(gradient + vector);
        var products = Aligned(vectors + (width * vector));
        var indices = Aligned(products + (width * vector));
        var classes = Aligned(indices + integers);
        return new Regions(0, gradient, vectors, products, indices, classes, Aligned(classes + integers));
    }

    private static (string Path, MemoryMappedFile File) Create(long bytes)
    {
        var inMemory = Directory.Exists(MemoryDirectory) && FreeSpace(MemoryDirectory) > 2 * bytes;
        var path = System.IO.Path.Combine(inMemory ? MemoryDirectory : System.IO.Path.GetTempPath(), "traininglint-" + Guid.NewGuid().ToString("N") + ".vectors");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,

            // Room is claimed now: a page that cannot be had later would end the process without a word.
            PreallocationSize = bytes,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            var stream = new FileStream(path, options);
            stream.SetLength(bytes);
            return (path, MemoryMappedFile.CreateFromFile(stream, null, bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BridgeException(BridgeFailure.Setup, FormattableString.Invariant($"there is no room for {Math.Max(1, bytes >> 20)} MB of shared vectors in '{System.IO.Path.GetDirectoryName(path)}'"), inner: failure);
        }
    }

    private static long FreeSpace(string directory)
    {
        try
        {
            return new DriveInfo(directory).AvailableFreeSpace;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return 0;
        }
    }
}
