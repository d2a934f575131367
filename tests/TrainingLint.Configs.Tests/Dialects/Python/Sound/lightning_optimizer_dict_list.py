
import lightning.pytorch as pl, torch
class M(pl.LightningModule):
    def training_step(self, b, i): return self(b)
    def configure_optimizers(self):
        o = torch.optim.Adam(self.parameters(), lr=1e-3)
        config = {'scheduler': torch.optim.lr_scheduler.StepLR(o, 3), 'interval': 'epoch'}
        return {'optimizer': o, 'lr_scheduler': config}
