using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.LanguageServer.Tests;

/// <summary>Where a config of a framework writes a key, the server offers it.</summary>
public partial class FrameworkKeysTests
{
    private const string Uri = "file:///project/train.yaml";

    /// <summary>Framework, and a config of it.</summary>
    public static TheoryData<string, string> Configs { get; } = new()
    {
        {
            "axolotl", """
            base_model: org/model
            load_in_8bit: true
            datasets:
              - path: org/data
                type: alpaca
                split: train
              - path: org/more
                chat_template: chatml
            dataset_prepared_path: prepared
            val_set_size: 0.05
            output_dir: out
            adapter: lora
            lora_r: 16
            lora_alpha: 32
            lora_target_linear: true
            sequence_len: 2048
            sample_packing: true
            wandb_project: p
            micro_batch_size: 2
            num_epochs: 1
            optimizer: adamw_bnb_8bit
            lr_scheduler: cosine
            learning_rate: 0.0002
            bf16: auto
            gradient_checkpointing: true
            gradient_checkpointing_kwargs:
              use_reentrant: false
            special_tokens:
              pad_token: x
            """
        },
        {
            "detectron2", """
            _BASE_: base.yaml
            MODEL:
              META_ARCHITECTURE: RetinaNet
              WEIGHTS: w
              RESNETS:
                DEPTH: 50
                OUT_FEATURES: [res3]
              BACKBONE:
                NAME: build_retinanet_resnet_fpn_backbone
              ANCHOR_GENERATOR:
                SIZES: [[32]]
              FPN:
                IN_FEATURES: [res3]
              ROI_HEADS:
                NUM_CLASSES: 3
            DATASETS:
              TRAIN: (a,)
              TEST: (b,)
            SOLVER:
              IMS_PER_BATCH: 16
              BASE_LR: 0.01
              STEPS: (60000, 80000)
              MAX_ITER: 90000
              CLIP_GRADIENTS:
                ENABLED: True
            INPUT:
              MIN_SIZE_TRAIN: (640,)
              CROP:
                ENABLED: True
            VERSION: 2
            """
        },
        {
            "TRL", """
            model_name_or_path: org/model
            model_revision: main
            attn_implementation: sdpa
            dataset_name: org/data
            dataset_num_proc: 4
            packing: true
            max_length: 2048
            bf16: true
            do_eval: true
            eval_strategy: epoch
            gradient_accumulation_steps: 8
            gradient_checkpointing: true
            gradient_checkpointing_kwargs:
              use_reentrant: false
            hub_model_id: m
            learning_rate: 2.0e-05
            logging_steps: 5
            lr_scheduler_type: cosine
            max_steps: -1
            num_train_epochs: 1
            output_dir: data
            per_device_train_batch_size: 8
            push_to_hub: true
            report_to: wandb
            save_strategy: "no"
            seed: 42
            warmup_ratio: 0.1
            use_peft: true
            lora_target_modules: all-linear
            """
        },
        {
            "LLaMA-Factory", """
            model_name_or_path: org/model
            trust_remote_code: true
            stage: sft
            do_train: true
            finetuning_type: lora
            lora_rank: 8
            lora_target: all
            dataset: identity
            template: llama3
            cutoff_len: 2048
            max_samples: 1000
            overwrite_cache: true
            preprocessing_num_workers: 16
            dataloader_num_workers: 4
            output_dir: saves
            logging_steps: 10
            plot_loss: true
            per_device_train_batch_size: 1
            gradient_accumulation_steps: 8
            learning_rate: 1.0e-4
            num_train_epochs: 3.0
            lr_scheduler_type: cosine
            warmup_ratio: 0.1
            bf16: true
            ddp_timeout: 180000000
            val_size: 0.1
            eval_strategy: steps
            eval_steps: 500
            """
        },
        {
            "PySlowFast", """
            TRAIN:
              ENABLE: True
              DATASET: kinetics
              BATCH_SIZE: 64
              EVAL_PERIOD: 10
            DATA:
              NUM_FRAMES: 8
              SAMPLING_RATE: 8
              INPUT_CHANNEL_NUM: [3]
            RESNET:
              DEPTH: 50
              NUM_BLOCK_TEMP_KERNEL: [[3]]
            BN:
              USE_PRECISE_STATS: True
            SOLVER:
              BASE_LR: 0.1
              LR_POLICY: cosine
              MAX_EPOCH: 196
              MOMENTUM: 0.9
              WEIGHT_DECAY: 1e-4
              WARMUP_EPOCHS: 34.0
              OPTIMIZING_METHOD: sgd
            MODEL:
              NUM_CLASSES: 400
              ARCH: slow
              LOSS_FUNC: cross_entropy
            TEST:
              ENABLE: True
              BATCH_SIZE: 64
            NUM_GPUS: 8
            RNG_SEED: 0
            OUTPUT_DIR: .
            """
        },
        {
            "pycls", """
            MODEL:
              TYPE: anynet
              NUM_CLASSES: 1000
            ANYNET:
              STEM_TYPE: res_stem_in
              DEPTHS: [3]
              WIDTHS: [256]
            BN:
              ZERO_INIT_FINAL_GAMMA: True
            OPTIM:
              LR_POLICY: cos
              BASE_LR: 0.1
              MAX_EPOCH: 100
              MOMENTUM: 0.9
              WEIGHT_DECAY: 1e-4
              WARMUP_EPOCHS: 5
            TRAIN:
              DATASET: imagenet
              IM_SIZE: 224
              BATCH_SIZE: 256
            TEST:
              IM_SIZE: 256
            NUM_GPUS: 8
            OUT_DIR: .
            """
        },
        {
            "Swin", """
            MODEL:
              TYPE: swin
              NAME: swin_tiny
              DROP_PATH_RATE: 0.2
              SWIN:
                EMBED_DIM: 96
                DEPTHS: [2, 2]
                NUM_HEADS: [3, 6]
                WINDOW_SIZE: 7
            DATA:
              IMG_SIZE: 256
            TRAIN:
              EPOCHS: 30
              WARMUP_EPOCHS: 5
              WEIGHT_DECAY: 1e-8
              BASE_LR: 2e-05
            """
        },
        {
            "HRNet", """
            GPUS: (0,1)
            LOG_DIR: log
            WORKERS: 4
            PRINT_FREQ: 1000
            MODEL:
              NAME: cls_hrnet
              IMAGE_SIZE: [224]
              EXTRA:
                STAGE1:
                  NUM_MODULES: 1
                  BLOCK: BOTTLENECK
                STAGE2:
                  NUM_BRANCHES: 2
                  FUSE_METHOD: SUM
            CUDNN:
              BENCHMARK: true
            DATASET:
              DATASET: imagenet
              ROOT: data
            TRAIN:
              BATCH_SIZE_PER_GPU: 32
              BEGIN_EPOCH: 0
              END_EPOCH: 100
              OPTIMIZER: sgd
              LR: 0.05
              WD: 0.0001
              MOMENTUM: 0.9
              LR_STEP: [30, 60]
            """
        },
        {
            "OpenNMT-py", """
            save_data: out
            src_vocab: v
            overwrite: false
            data:
              corpus:
                path_src: a
                path_tgt: b
            save_model: m
            save_checkpoint_steps: 500
            train_steps: 1000
            valid_steps: 500
            world_size: 1
            gpu_ranks: [0]
            optim: adam
            learning_rate: 2
            warmup_steps: 8000
            decay_method: noam
            adam_beta2: 0.998
            max_grad_norm: 0
            label_smoothing: 0.1
            param_init: 0
            encoder_type: transformer
            decoder_type: transformer
            layers: 6
            heads: 8
            hidden_size: 512
            dropout: [0.1]
            """
        },
        {
            "nanotron", """
            checkpoints:
              checkpoint_interval: 10
              checkpoints_path: checkpoints
            data_stages:
              - name: Stable
                start_training_step: 1
                data:
                  num_loading_workers: 1
                  seed: 42
            general:
              project: debug
              run: r
              seed: 42
            model:
              dtype: bfloat16
              init_method:
                std: 0.025
              model_config:
                hidden_size: 16
                num_hidden_layers: 2
                vocab_size: 256
            optimizer:
              accumulate_grad_in_fp32: true
              clip_grad: 1.0
              learning_rate_scheduler:
                learning_rate: 0.0003
                lr_warmup_steps: 2
              weight_decay: 0.01
              zero_stage: 0
            parallelism:
              dp: 2
              tp: 2
            tokens:
              micro_batch_size: 2
              sequence_length: 256
              train_steps: 15
            """
        },
        {
            "OLMo", """
            run_name: r
            seed: 6198
            model:
              d_model: 2048
              n_heads: 16
              n_layers: 16
              max_sequence_length: 2048
            optimizer:
              name: adamw
              learning_rate: 4.0e-4
              weight_decay: 0.1
              betas: [0.9, 0.95]
            scheduler:
              name: cosine_with_warmup
              t_warmup: 2000
              alpha_f: 0.1
            save_folder: out
            max_duration: 739_328
            global_train_batch_size: 2048
            device_train_microbatch_size: 8
            precision: amp_bf16
            max_grad_norm: 1.0
            eval_interval: 1000
            evaluators:
              - label: all
                type: lm
                data:
                  num_workers: 0
              - label: piqa
                type: downstream
            data:
              pad_direction: right
              paths: [a]
            """
        },
        {
            "LitGPT", """
            checkpoint_dir: checkpoints/a
            out_dir: out
            precision: bf16-true
            devices: 1
            num_nodes: 1
            lora_r: 16
            lora_alpha: 16
            data:
              class_path: litgpt.data.Alpaca2k
              init_args:
                mask_prompt: false
                num_workers: 4
            train:
              save_interval: 800
              log_interval: 1
              global_batch_size: 8
              micro_batch_size: 2
              lr_warmup_steps: 10
              epochs: 1
              max_seq_length: 512
            eval:
              interval: 25
              max_iters: 100
            logger_name: csv
            seed: 1337
            optimizer:
              class_path: torch.optim.AdamW
              init_args:
                lr: 0.0002
                weight_decay: 0.0
            """
        },
        {
            "torchtune", """
            output_dir: out
            tokenizer:
              _component_: torchtune.models.llama3.llama3_tokenizer
              path: tokenizer.model
              max_seq_len: null
            dataset:
              _component_: torchtune.datasets.alpaca_dataset
              packed: False
              train_on_input: True
            seed: null
            shuffle: True
            model:
              _component_: torchtune.models.llama3.lora_llama3_8b
              lora_attn_modules: ['q_proj', 'v_proj']
              apply_lora_to_mlp: True
              lora_rank: 8
              lora_alpha: 16
              lora_dropout: 0.0
            checkpointer:
              _component_: torchtune.training.FullModelMetaCheckpointer
              checkpoint_dir: in
              checkpoint_files: [a.pth]
              recipe_checkpoint: null
              output_dir: ${output_dir}
              model_type: LLAMA3
            resume_from_checkpoint: False
            batch_size: 2
            epochs: 1
            optimizer:
              _component_: torch.optim.AdamW
              lr: 2e-5
              fused: True
              weight_decay: 0.01
            lr_scheduler:
              _component_: torchtune.training.lr_schedulers.get_cosine_schedule_with_warmup
              num_warmup_steps: 100
            loss:
              _component_: torchtune.modules.loss.LinearCrossEntropyLoss
            max_steps_per_epoch: null
            gradient_accumulation_steps: 1
            clip_grad_norm: null
            compile: False
            device: cuda
            enable_activation_checkpointing: False
            dtype: bf16
            metric_logger:
              _component_: torchtune.training.metric_logging.WandBLogger
              project: p
              log_dir: logs
            log_every_n_steps: 1
            profiler:
              _component_: torchtune.training.setup_torch_profiler
              enabled: False
              wait_steps: 5
            """
        },
        {
            "OpenPCDet", """
            CLASS_NAMES: ['Car']
            DATA_CONFIG:
              _BASE_CONFIG_: cfgs/dataset_configs/kitti_dataset.yaml
              DATA_PROCESSOR:
                - NAME: mask_points_and_boxes_outside_range
                  REMOVE_OUTSIDE_BOXES: True
                - NAME: transform_points_to_voxels
                  VOXEL_SIZE: [0.05, 0.05, 0.1]
            MODEL:
              NAME: SECONDNet
              VFE:
                NAME: MeanVFE
              DENSE_HEAD:
                NAME: AnchorHeadSingle
                CLASS_AGNOSTIC: False
                ANCHOR_GENERATOR_CONFIG: [
                  {
                    'class_name': 'Car',
                    'anchor_sizes': [[3.9, 1.6, 1.56]],
                    'matched_threshold': 0.6
                  }
                ]
                LOSS_CONFIG:
                  LOSS_WEIGHTS: {
                    'cls_weight': 1.0,
                    'loc_weight': 2.0
                  }
              POST_PROCESSING:
                SCORE_THRESH: 0.1
                NMS_CONFIG:
                  NMS_TYPE: nms_gpu
                  NMS_THRESH: 0.01
            OPTIMIZATION:
              BATCH_SIZE_PER_GPU: 4
              NUM_EPOCHS: 80
              OPTIMIZER: adam_onecycle
              LR: 0.003
              WEIGHT_DECAY: 0.01
              MOMS: [0.95, 0.85]
              PCT_START: 0.4
              LR_CLIP: 0.0000001
              GRAD_NORM_CLIP: 10
            """
        },
        {
            "ultralytics", """
            task: detect
            mode: train
            model: yolo26n.pt
            data: coco8.yaml
            epochs: 100
            patience: 50
            batch: 16
            imgsz: 640
            optimizer: SGD
            seed: 0
            cos_lr: true
            close_mosaic: 10
            lr0: 0.01
            lrf: 0.01
            momentum: 0.937
            warmup_epochs: 3.0
            box: 7.5
            hsv_h: 0.015
            mosaic: 1.0
            copy_paste_mode: flip
            """
        },
    };

    [Theory]
    [MemberData(nameof(Configs))]
    public void EveryKeyOfTheFramework_IsOfferedWhereItStands(string framework, string text)
    {
        using var client = TestClient.Start();
        client.Open(Uri, text);
        var lines = text.Split('\n');
        var missing = new List<string>();
        var asked = 0;
        for (var line = 0; line < lines.Length; line++)
        {
            if (Key().Match(lines[line]) is { Success: true } key && key.Groups["key"].Value != "corpus")
            {
                asked++;
                var offered = client.AskAt("textDocument/completion", Uri, line, key.Groups["key"].Index)!["items"]!.AsArray();
                missing.AddRange(offered.Any(item => (string?)item!["label"] == key.Groups["key"].Value) ? [] : [lines[line].Trim()]);
            }
        }

        Assert.True(asked > 10 && missing.Count * 100 <= asked * 3, framework + " lacks " + string.Join("; ", missing));
    }

    [GeneratedRegex(@"^\s*(?:- )?'?(?<key>[A-Za-z_]\w*)'?:", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
